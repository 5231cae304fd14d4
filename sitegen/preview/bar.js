// What only the preview knows of a page: that nobody else sees it yet, which file it was made of, and why it came out
// like this. Everything from the site comes in as text.

const STYLE = `
  :host { all: initial; }
  aside { position: fixed; inset: auto 12px 12px auto; z-index: 2147483646; display: flex; flex-wrap: wrap; gap: 8px;
    align-items: center; max-width: calc(100vw - 24px); box-sizing: border-box; padding: 6px 10px; border-radius: 6px;
    font: 14px/1.4 system-ui, sans-serif; color: #1d1d1f; background: #fff; border: 1px solid #6b6b70; }
  .mark { font-weight: 600; padding: 0 6px; border-radius: 3px; color: #4a2b00; background: #ffd68a; }
  button, a { font: inherit; padding: 2px 6px; color: #0b4aa8; background: none; border: 0; border-radius: 3px;
    text-decoration: underline; cursor: pointer; }
  button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #0b57d0; outline-offset: 1px; }
  input { font: 13px ui-monospace, Menlo, Consolas, monospace; width: 26rem; max-width: 100%; color: inherit;
    background: #f4f4f6; border: 1px solid #6b6b70; border-radius: 3px; padding: 2px 6px; }
  @media (prefers-color-scheme: dark) {
    aside { color: #ececf1; background: #202124; border-color: #9a9aa2; }
    button, a { color: #a8c7fa; }
    input { background: #2d2e31; }
    button:focus-visible, a:focus-visible, input:focus-visible { outline-color: #a8c7fa; }
  }
  @media print { aside { display: none; } }
`;
const BADGE = `
  :host { all: initial; display: inline-block; margin-inline-start: .5em; padding: 0 .4em; border-radius: 3px;
    font: 600 12px/1.5 system-ui, sans-serif; color: #4a2b00; background: #ffd68a; vertical-align: middle; }
`;

/** Show the bar where there is something to say. `about` is what the server says of the page at `page`. */
export function showBar(about, page) {
  const parts = [];
  const mark = about.marks?.[page];
  if (mark) parts.push(make("span", mark, { class: "mark" }));
  if (about.file && about.token) {
    const said = make("span", "", { role: "status" });
    parts.push(editButton("Edit", { page }, about.token, said), said);
  }
  if (about.why) {
    const address = `/__sitegen__/why?${new URLSearchParams({ page })}`;
    parts.push(make("a", "Why?", { href: address, target: "_blank", rel: "noopener", title: "Why it came out like this" }));
  }
  document.querySelector("sitegen-bar")?.remove();
  if (parts.length === 0) return;
  const bar = make("aside", "", { "aria-label": "Preview" });
  bar.append(...parts);
  document.documentElement.append(shadowed("sitegen-bar", STYLE, bar));
}

/** Put a badge into each link to a page that only the preview shows. `pathOf` gives the output path of an address. */
export function markLinks(marks, page, pathOf) {
  for (const link of document.querySelectorAll("a[href]")) {
    const path = pathOf(link.href);
    const mark = path !== null && path !== page && marks[path.endsWith("/") || path === "" ? `${path}index.html` : path];
    if (mark && link.textContent.trim()) link.append(shadowed("sitegen-mark", BADGE, document.createTextNode(mark)));
  }
}

/** A button that has the server open a file in the user's editor; what came of it is told in `said`. */
export function editButton(name, wanted, token, said) {
  const button = make("button", name, { type: "button" });
  button.addEventListener("click", async () => {
    const headers = { "Content-Type": "application/json", "X-Sitegen-Token": token };
    try {
      const answer = await fetch("/__sitegen__/edit", { method: "POST", headers, body: JSON.stringify(wanted) });
      if (!answer.ok) throw new Error(await answer.text());
      const { opened, path } = await answer.json();
      said.replaceChildren(...(opened ? ["opened in your editor"] : copyable(path)));
      said.querySelector("input")?.select();
    } catch (error) {
      said.replaceChildren(`not opened: ${error.message}`);
    }
  });
  return button;
}

// An editor that lives in a terminal has to be started there.
function copyable(path) {
  const field = make("input", "", { readonly: "", "aria-label": "The file to open in your editor" });
  field.value = path;
  const button = make("button", "Copy", { type: "button" });
  button.addEventListener("click", () => {
    field.select();
    navigator.clipboard?.writeText(path).then(() => (button.textContent = "Copied"), () => {});
  });
  return [field, button];
}

/** An element of ours with a style of its own, which neither the page's style nor its policy reaches. */
export function shadowed(name, style, ...content) {
  const element = document.createElement(name);
  element.lang = "en";
  element.dir = "ltr"; // whatever the page's language
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // unlike a <style>, not subject to the page's Content-Security-Policy
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  root.append(...content);
  return element;
}

export function make(name, text = "", attributes = {}) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}
