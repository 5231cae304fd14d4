// Shows what stands in the way of the next version, over the page as it was. Everything from the site comes in as text.

import { editButton, make, shadowed } from "./bar.js";

const STYLE = `
  :host { all: initial; }
  dialog { width: calc(100% - 8vmin); max-width: 50rem; max-height: calc(100% - 8vmin); margin: 4vmin auto auto;
    overflow: auto; padding: 1.25rem 1.5rem 1.5rem; box-sizing: border-box; border: 0; border-top: 5px solid #b3261e;
    border-radius: 6px; outline: none; font: 16px/1.5 system-ui, sans-serif; color: #1d1d1f; background: #fff; }
  dialog::backdrop { background: rgb(0 0 0 / 55%); }
  header { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
  h2 { margin: 0; font-size: 1.25rem; line-height: 1.3; color: #8c1d18; }
  button { font: inherit; padding: .25rem .75rem; color: inherit; background: #fff; border: 1px solid #6b6b70;
    border-radius: 4px; cursor: pointer; white-space: nowrap; }
  button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
  section { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid #d5d5da; overflow-wrap: anywhere; }
  p { margin: .25rem 0; white-space: pre-wrap; }
  .where, .lines { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875rem; }
  .where button { font-size: .8125rem; padding: 0 .5rem; }
  input { font: inherit; width: 28rem; max-width: 100%; color: inherit; background: none; border: 1px solid #6b6b70; }
  .message { font-weight: 600; }
  .lines { margin: .5rem 0; padding: .5rem 0; background: #f4f4f6; border-radius: 4px; }
  .line { display: flex; gap: 1rem; padding: 0 .75rem; white-space: pre-wrap; border-inline-start: 4px solid transparent; }
  .number { min-width: 3ch; text-align: end; color: #5a5a60; user-select: none; }
  .fault { background: #fce8e6; border-inline-start-color: #b3261e; }
  @media (prefers-color-scheme: dark) {
    dialog { color: #ececf1; background: #202124; border-top-color: #f2b8b5; }
    h2 { color: #f2b8b5; }
    button, input { background: #202124; border-color: #9a9aa2; }
    button:focus-visible { outline-color: #a8c7fa; }
    section { border-top-color: #47474d; }
    .lines { background: #2d2e31; }
    .number { color: #b4b4bb; }
    .fault { background: #4a2523; border-inline-start-color: #f2b8b5; }
  }
  @media print { dialog { display: none; } }
`;

let dialog = null;
let shown = "[]"; // the problems told last, whether still on the screen or dismissed

/**
 * Show these problems, or take the overlay away where there are none. Problems once dismissed do not come back.
 * `token` lets the page ask for a file to be opened; empty where it may not.
 */
export function show(problems, token) {
  const told = JSON.stringify(problems);
  if (told === shown) return;
  shown = told;
  dialog?.close();
  if (problems.length === 0) return;
  dialog = build(problems, token);
  // Modal: the browser keeps the focus inside, closes it with Escape, and gives the focus back.
  dialog.showModal();
  dialog.focus({ preventScroll: true });
}

function build(problems, token) {
  const modal = make("dialog", "", {
    role: "alertdialog", tabindex: "-1", "aria-labelledby": "title", "aria-describedby": "problems",
  });
  const header = make("header");
  const button = make("button", "Dismiss (Esc)", { type: "button" });
  button.addEventListener("click", () => modal.close());
  header.append(make("h2", heading(problems.length), { id: "title" }), button);
  const list = make("div", "", { id: "problems" });
  list.append(...problems.map((problem) => describe(problem, token)));
  modal.append(header, list);
  const host = shadowed("sitegen-problems", STYLE, modal);
  modal.addEventListener("close", () => {
    host.remove();
    if (dialog === modal) dialog = null;
  });
  document.documentElement.append(host);
  return modal;
}

function heading(count) {
  return count === 1 ? "A problem keeps the site from being rebuilt" : `${count} problems keep the site from being rebuilt`;
}

function describe(problem, token) {
  const section = make("section");
  if (problem.file !== null) {
    const where = make("p", "", { class: "where" });
    where.append(make("span", problem.line === null ? problem.file : `${problem.file}:${problem.line}`));
    if (token) {
      const said = make("span", "", { role: "status" });
      where.append(" ", editButton("Open", { file: problem.file }, token, said), " ", said);
    }
    section.append(where);
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
