// node looks.cjs PLAYWRIGHT AXE CHROMIUM BASE, with a list of {before, after, pages} on standard input: paths below BASE.
// Prints what our pages do to the theme, and what the theme does to them, as a list of sentences.
const [playwright, axe, executablePath, base] = process.argv.slice(2);
const { chromium } = require(playwright);

// Every property of every element outside the marked one, with what stands in that taken out.
const STYLES = () => {
  const marked = document.querySelector("[data-goalpage=content], [data-goalpage=page]");
  marked.replaceChildren();
  const told = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element === marked || /^(SCRIPT|STYLE|TEMPLATE)$/.test(element.tagName)) continue;
    const place = element.getBoundingClientRect();
    const styles = [undefined, "::before", "::after"].map((part) =>
      [...getComputedStyle(element, part)].map((name) => `${name}: ${getComputedStyle(element, part)[name]}`).join("; "));
    told.push([element.tagName, element.className, place.x, place.y, place.width, place.height, ...styles].join(" "));
  }
  return told;
};

// What must hold in our own element, whatever the theme resets.
const OWN = () => {
  const wrong = [];
  const style = (selector, part) => [...document.querySelectorAll(`.goalpage ${selector}`)].map((e) => getComputedStyle(e, part));
  const must = (selector, name, wanted, part) => {
    for (const found of style(selector, part)) if (!wanted.test(found[name])) { wrong.push(`${selector}${part || ""} has ${name}: ${found[name]}`); break; }
  };
  must(".gp-goals", "display", /grid/);
  must(".gp-goals", "listStyleType", /none|""/);
  must(".gp-goal", "display", /grid/);
  must(".gp-goal", "content", /none|normal/, "::before");
  must(".gp-notes > li", "content", /none|normal/, "::before");
  must(".gp-notes", "listStyleType", /disc/);
  must("ins", "textDecorationLine", /underline/);
  must("del", "textDecorationLine", /line-through/);
  must(".gp-hidden", "position", /absolute/);
  must(".gp-table", "display", /^table$/);
  must(".gp-table, .gp-table tr", "backgroundColor", /rgba\(0, 0, 0, 0\)/);
  must(".gp-notes > li", "listStyleType", /disc/);
  must("blockquote", "content", /none/, "::before");
  must("summary", "listStyleType", /disclosure/);
  must("ins, del", "display", /inline/);
  must("th", "backgroundColor", /rgba\(0, 0, 0, 0\)/);
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) wrong.push(`${over} pixels wider than the window`);
  return wrong;
};

// Links and headings have the theme's own colours.
const CONTRAST = async () => {
  const exclude = [".goalpage a", ".goalpage h1", ".goalpage h2", ".goalpage h3"].filter((each) => document.querySelector(each));
  const found = await axe.run({ include: [".goalpage"], exclude }, { runOnly: ["color-contrast"] });
  return found.violations.flatMap((each) => each.nodes.map((node) => `${node.html.slice(0, 90)}: ${node.any[0].message}`));
};

(async () => {
  const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const wrong = [];
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1100, height: 900 } });
    const page = await context.newPage();
    for (const { before, after, pages } of asked) {
      await page.setViewportSize({ width: 1100, height: 900 });
      await page.goto(base + before);
      const wanted = await page.evaluate(STYLES);
      await page.goto(base + after);
      const found = await page.evaluate(STYLES);
      wanted.forEach((each, n) => { if (found[n] !== each) wrong.push(`${after} (${colorScheme}): ${each.slice(0, 60)} is changed`); });
      if (found.length !== wanted.length || !found.length) wrong.push(`${after}: ${found.length} elements, not ${wanted.length}`);
      for (const path of pages) {
        await page.setViewportSize({ width: 1100, height: 900 });
        await page.goto(base + path);
        await page.addScriptTag({ path: axe });
        for (const each of await page.evaluate(CONTRAST)) wrong.push(`${path} (${colorScheme}): ${each}`);
        await page.setViewportSize({ width: 320, height: 700 });
        for (const each of await page.evaluate(OWN)) wrong.push(`${path} (${colorScheme}): ${each}`);
      }
    }
  }
  await browser.close();
  console.log(JSON.stringify(wrong));
})();
