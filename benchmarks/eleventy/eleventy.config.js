// Articles as they are, and every list of them in pages of twenty.
const PER_PAGE = 20;
const slug = (name) => name.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "-";

export default function (config) {
  config.setInputDirectory("content");
  config.setIncludesDirectory("../layouts");
  config.setOutputDirectory("_site");
  config.addCollection("articles", (api) => api.getFilteredByGlob("content/**/*.md").sort((a, b) => b.date - a.date));
  config.addCollection("lists", (api) => {
    const groups = new Map();
    const put = (url, name, item) => {
      if (!groups.has(url)) groups.set(url, { name, items: [] });
      groups.get(url).items.push(item);
    };
    for (const item of api.getFilteredByGlob("content/**/*.md").sort((a, b) => b.date - a.date)) {
      put("/", "Archive", item);
      const [year, month, day] = item.date.toISOString().slice(0, 10).split("-");
      put(`/${year}/`, year, item);
      put(`/${year}/${month}/`, `${year}-${month}`, item);
      put(`/${year}/${month}/${day}/`, `${year}-${month}-${day}`, item);
      for (const [kind, names] of Object.entries(item.data.lists ?? {})) {
        for (const name of new Set(names)) put(`/${kind}/${slug(name)}/`, name, item);
      }
    }
    const pages = [];
    for (const [url, { name, items }] of groups) {
      for (let start = 0; start < items.length; start += PER_PAGE) {
        const number = start / PER_PAGE + 1;
        pages.push({
          url: number === 1 ? url : `${url}page/${number}/`,
          name,
          items: items.slice(start, start + PER_PAGE),
          next: start + PER_PAGE < items.length ? `${url}page/${number + 1}/` : "",
        });
      }
    }
    return pages;
  });
}
