// Runs goalpage after each Eleventy build.
//
//   // eleventy.config.js
//   module.exports = (config) => config.addPlugin(require("./goalpage.cjs"));

const { spawnSync } = require("node:child_process");
const path = require("node:path");

module.exports = (config, { command = process.env.GOALPAGE || "goalpage" } = {}) => {
  config.on("eleventy.after", ({ directories, dir }) => {
    const output = (directories || dir).output;
    const [program, ...first] = command.split(" ");
    const ran = spawnSync(program, [...first, "build", "--destination", path.resolve(output), "."], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (ran.error) throw new Error(`${program} could not be run; install it with \`pipx install goalpage\``);
    if (ran.status !== 0) throw new Error("goalpage could not build every goal post (see above)");
  });
};
