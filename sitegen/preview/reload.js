// Keeps the page that it was put into up to date with the site: takes over its new contents and stylesheets where it
// stands, or loads it again where scripts of its own would have to run. The server tells the whole state each time, so
// what was missed while away does not matter.

import { markLinks, showBar } from "./bar.js";
import { show } from "./overlay.js";

const STAMP = "script[data-sitegen-version]";
const { sitegenPage: page, sitegenBase: base } = document.querySelector(STAMP).dataset;
let content = document.querySelector(STAMP).dataset.sitegenContent;
let about = JSON.parse(document.querySelector(STAMP).dataset.sitegenAbout);
let version = document.querySelector(STAMP).dataset.sitegenVersion;
let source = null;
let work = Promise.resolve(); // one state at a time, in order

function connect() {
  if (source || document.visibilityState === "hidden") return;
  source = new EventSource(`/__sitegen__/events?${new URLSearchParams({ since: version, page })}`);
  source.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    work = work.then(() => follow(state));
  });
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return; // else the browser tries again by itself
    disconnect();
    setTimeout(connect, 1000);
  });
}

// Browsers allow six connections to a server: pages that nobody sees must not hold one.
function disconnect() {
  source?.close();
  source = null;
}

async function follow(state) {
  show(state.problems, about.token);
  if (state.version === version) return;
  version = state.version;
  if (!(await update(state.changed))) reload();
}

/** Whether the page is up to date without being loaded again. `changed`: output paths, null where anything may have. */
async function update(changed) {
  if (changed === null || page === "") return false;
  if (changed.includes(page)) return renew();
  const used = assets();
  const concerned = changed.filter((path) => used.has(path));
  const links = sheets(document).filter((sheet) => sheet.href && concerned.includes(outputPath(sheet.href)));
  if (concerned.length > links.length) return false; // a picture, a script, a stylesheet imported by another
  await Promise.all(links.map((link) => replace(link, withQuery(link))));
  return true;
}

/** Take over the page as it is now, in place: faster than loading it again, and nobody loses their place in it. */
async function renew() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const stamp = fresh.querySelector(STAMP)?.dataset;
    if (!answer.ok || !stamp || stamp.sitegenPage !== page || runs(document) || runs(fresh)) return false;
    if (policy(fresh) !== policy(document)) return false;
    const [ours, theirs] = [sheets(document), sheets(fresh)];
    if (ours.length !== theirs.length) return false;
    const looks = Promise.all(ours.map((sheet, index) => replace(sheet, document.importNode(theirs[index], true))));
    if (stamp.sitegenContent !== content) {
      takeOver(fresh);
      content = stamp.sitegenContent;
      about = JSON.parse(stamp.sitegenAbout);
      tell();
    }
    await looks;
    return true;
  } catch {
    return false; // reloading shows what is wrong
  }
}

/** Whether a document has scripts beside ours, which would have to run again. */
function runs(where) {
  const scripts = [...where.querySelectorAll("script")].filter((script) => !script.matches(STAMP));
  return scripts.some((script) => ["", "module", "text/javascript"].includes(script.type.toLowerCase()));
}

function policy(where) {
  return [...where.querySelectorAll("meta[http-equiv]")].map((meta) => meta.content).join("\n");
}

/** Put a document's contents in the place of ours, but for the stylesheets. */
function takeOver(fresh) {
  for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name);
  for (const { name, value } of fresh.documentElement.attributes) document.documentElement.setAttribute(name, value);
  const styles = new Set(sheets(document));
  for (const node of [...document.head.childNodes]) if (!styles.has(node)) node.remove();
  for (const node of sheets(fresh)) if (fresh.head.contains(node)) node.remove();
  document.head.append(...[...fresh.head.childNodes].map((node) => document.importNode(node, true)));
  document.body.replaceWith(document.importNode(fresh.body, true));
}

function sheets(where) {
  return [...where.querySelectorAll("link[rel~=stylesheet], style")];
}

function replace(old, fresh) {
  if (old.isEqualNode(fresh)) return Promise.resolve();
  if (fresh.localName === "style") {
    old.replaceWith(fresh);
    return Promise.resolve();
  }
  return new Promise((done) => {
    // The old one goes when the new one is there, so that the page is never seen without.
    const finish = () => { old.remove(); done(); };
    fresh.addEventListener("load", finish, { once: true });
    fresh.addEventListener("error", finish, { once: true });
    old.after(fresh);
  });
}

function withQuery(link) {
  const fresh = link.cloneNode();
  const url = new URL(link.href);
  url.searchParams.set("sitegen", version);
  fresh.href = url.href;
  return fresh;
}

function assets() {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const named = [...document.querySelectorAll("[src], link[href]")].map((element) => element.src || element.href);
  return new Set([...loaded, ...named].map(outputPath));
}

function outputPath(address) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin || !url.pathname.startsWith(base)) return null;
  try {
    return decodeURIComponent(url.pathname.slice(base.length));
  } catch {
    return null; // not UTF-8, so none of ours
  }
}

// The browser restores the place by itself, but not where the page grows only later, and not always.
const PLACE = "sitegen-place";

function reload() {
  disconnect();
  try {
    sessionStorage.setItem(PLACE, JSON.stringify([location.href, scrollX, scrollY]));
  } catch {
    // storage may be forbidden
  }
  location.reload();
}

function returnToPlace() {
  try {
    const [address, left, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
    sessionStorage.removeItem(PLACE);
    if (address !== location.href) return;
    const go = () => scrollTo({ left, top, behavior: "instant" });
    go();
    if (document.readyState !== "complete") addEventListener("load", go, { once: true });
  } catch {
    // storage may be forbidden
  }
}

function tell() {
  showBar(about, page);
  if (about.marks) markLinks(about.marks, page, outputPath);
}

document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? disconnect() : connect()));
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);
returnToPlace();
tell();
connect();
