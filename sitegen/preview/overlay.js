// Shows what stands in the way of the next version, over the page as it was. Everything from the site comes in as text.

const STYLE = `
  :host { all: initial; }
  .shade { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 4vmin; box-sizing: border-box;
    background: rgb(0 0 0 / 55%); font: 16px/1.5 system-ui, sans-serif; color: #1d1d1f; }
  [role="alertdialog"] { max-width: 50rem; margin: 0 auto; padding: 1.25rem 1.5rem 1.5rem; box-sizing: border-box;
    background: #fff; border-top: 5px solid #b3261e; border-radius: 6px; outline: none; }
  header { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
  h2 { margin: 0; font-size: 1.25rem; line-height: 1.3; color: #8c1d18; }
  button { font: inherit; padding: .25rem .75rem; color: inherit; background: #fff; border: 1px solid #6b6b70;
    border-radius: 4px; cursor: pointer; white-space: nowrap; }
  button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
  section { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid #d5d5da; overflow-wrap: anywhere; }
  p { margin: .25rem 0; white-space: pre-wrap; }
  .where, .lines { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875rem; }
  .message { font-weight: 600; }
  .lines { margin: .5rem 0; padding: .5rem 0; background: #f4f4f6; border-radius: 4px; }
  .line { display: flex; gap: 1rem; padding: 0 .75rem; white-space: pre-wrap; border-inline-start: 4px solid transparent; }
  .number { min-width: 3ch; text-align: end; color: #5a5a60; user-select: none; }
  .fault { background: #fce8e6; border-inline-start-color: #b3261e; }
  @media (prefers-color-scheme: dark) {
    .shade { color: #ececf1; }
    [role="alertdialog"] { background: #202124; border-top-color: #f2b8b5; }
    h2 { color: #f2b8b5; }
    button { background: #202124; border-color: #9a9aa2; }
    button:focus-visible { outline-color: #a8c7fa; }
    section { border-top-color: #47474d; }
    .lines { background: #2d2e31; }
    .number { color: #b4b4bb; }
    .fault { background: #4a2523; border-inline-start-color: #f2b8b5; }
  }
  @media print { .shade { display: none; } }
`;

let host = null;
let shown = "[]"; // the problems told last, whether still on the screen or dismissed
let focusedBefore = null;

/** Show these problems, or take the overlay away where there are none. Problems once dismissed do not come back. */
export function show(problems) {
  const told = JSON.stringify(problems);
  if (told === shown) return;
  shown = told;
  hide();
  if (problems.length === 0) return;
  host = build(problems);
  focusedBefore = document.activeElement;
  document.documentElement.append(host);
  document.addEventListener("keydown", onKey, true);
  host.shadowRoot.querySelector("[role=alertdialog]").focus({ preventScroll: true });
}

function hide() {
  if (!host) return;
  host.remove();
  host = null;
  document.removeEventListener("keydown", onKey, true);
  focusedBefore?.focus?.({ preventScroll: true });
}

function onKey(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  hide();
}

function build(problems) {
  const element = document.createElement("sitegen-problems");
  element.lang = "en";
  element.dir = "ltr"; // whatever the page's language
  const root = element.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet(); // unlike a <style>, not subject to the page's Content-Security-Policy
  style.replaceSync(STYLE);
  root.adoptedStyleSheets = [style];
  const dialog = make("div", "", {
    role: "alertdialog", tabindex: "-1", "aria-labelledby": "title", "aria-describedby": "problems",
  });
  const header = make("header");
  const button = make("button", "Dismiss (Esc)", { type: "button" });
  button.addEventListener("click", hide);
  header.append(make("h2", heading(problems.length), { id: "title" }), button);
  const list = make("div", "", { id: "problems" });
  list.append(...problems.map(describe));
  dialog.append(header, list);
  const shade = make("div", "", { class: "shade" });
  shade.append(dialog);
  root.append(shade);
  return element;
}

function heading(count) {
  return count === 1 ? "A problem keeps the site from being rebuilt" : `${count} problems keep the site from being rebuilt`;
}

function describe(problem) {
  const section = make("section");
  if (problem.file !== null) {
    section.append(make("p", problem.line === null ? problem.file : `${problem.file}:${problem.line}`, { class: "where" }));
  }
  section.append(make("p", problem.message, { class: "message" }));
  if (problem.lines.length > 0) {
    const lines = make("div", "", { class: "lines" });
    lines.append(...problem.lines.map(describeLine));
    section.append(lines);
  }
  if (problem.advice) section.append(make("p", problem.advice, { class: "advice" }));
  return section;
}

function describeLine(line) {
  const row = make("div", "", { class: line.at_fault ? "line fault" : "line" });
  row.append(make("span", String(line.number), { class: "number" }), make("span", line.text, { dir: "auto" }));
  return row;
}

function make(name, text = "", attributes = {}) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}
