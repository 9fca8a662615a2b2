// Runs goalpage whenever Eleventy has written the site.
//
//   // eleventy.config.js
//   module.exports = function (eleventyConfig) {
//     eleventyConfig.addPlugin(require("./goalpage.cjs"));
//   };

const { spawnSync } = require("node:child_process");
const path = require("node:path");

// GOALPAGE="uvx goalpage" runs it without an installation; quotes hold blanks together.
function program() {
  const words = (process.env.GOALPAGE || "goalpage").match(/"[^"]*"|'[^']*'|[^\s"']+/g) || ["goalpage"];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
}

function build(output) {
  const [name, ...first] = program();
  const ran = spawnSync(name, [...first, "build", "--destination", path.resolve(output), "--", process.cwd()], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (ran.error) {
    return `${name} cannot be run; install it with \`pipx install goalpage\`, or say in GOALPAGE how to run it`;
  }
  return ran.status === 0 ? "" : "goalpage could not build every goal post (see above)";
}

module.exports = (eleventyConfig) => {
  eleventyConfig.on("eleventy.after", ({ directories, dir, runMode, outputMode }) => {
    if (outputMode && outputMode !== "fs") return;
    const fault = build((directories || dir).output);
    if (!fault) return;
    // A build fails with us; a server goes on with the last good pages.
    if (runMode === "build" || !runMode) throw new Error(fault);
    console.error(fault);
  });
};
