// Extracts pages with one npm package; see python_worker.py for what is asked and answered.
//
//     node node_worker.mjs NAME

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const name = process.argv[2];
const require = createRequire(`${process.cwd()}/`); // the packages are installed in the folder where it is started
const load = async (module) => import(pathToFileURL(require.resolve(module)).href);
console.log = console.info = console.warn = console.error; // whatever the package prints

const words = (element) =>
  [...element.querySelectorAll("p, li, h2, h3, h4, td, pre")]
    .map((block) => block.textContent.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n\n") || element.textContent;

const extractors = {
  async readability() {
    const { Readability } = await load("@mozilla/readability");
    const { JSDOM } = await load("jsdom");
    return (source, url) => {
      const dom = new JSDOM(source, { url: url || "https://unknown.example/" });
      const found = new Readability(dom.window.document).parse();
      return (
        found && {
          title: found.title,
          author: found.byline,
          date: found.publishedTime?.slice(0, 10),
          text: words(new JSDOM(found.content).window.document.body),
        }
      );
    };
  },
  async defuddle() {
    const { parseHTML } = await load("linkedom");
    const { Defuddle } = await import(pathToFileURL(`${process.cwd()}/node_modules/defuddle/dist/node.js`).href);
    return async (source, url) => {
      const found = await Defuddle(parseHTML(source).document, url || "https://unknown.example/");
      const body = parseHTML(`<html><body>${found.content}</body></html>`).document.body;
      return {
        title: found.title,
        author: found.author,
        date: (found.published || "").slice(0, 10),
        text: words(body),
      };
    };
  },
};

const extract = await extractors[name]();
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const before = process.cpuUsage();
  let fields = null;
  try {
    fields = await extract(readFileSync(asked.file, "utf-8"), asked.url);
  } catch {
    // a page at which it breaks counts as refused
  }
  const used = process.cpuUsage(before);
  const answer = { fields, seconds: (used.user + used.system) / 1e6, memory: process.resourceUsage().maxRSS / 976.6 };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
