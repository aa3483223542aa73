// Runs one scenario of scenarios.mjs: node run.mjs < REQUEST.json; prints what it found as JSON lines.
//
// REQUEST = {"scenario": name, "chromium": its path, "page": the folder that build.mjs made, "bundles": {name: folder},
//            "server": options of startServer, "flags": of Chromium, ...what the scenario reads}
import {readFileSync} from 'node:fs';
import {openPage, startChromium} from './chromium.mjs';
import {scenarios} from './scenarios.mjs';
import {startServer} from './server.mjs';

async function main(request) {
  const bundles = Object.entries(request.bundles).map(([name, folder]) => [`/bundles/${name}/`, `${folder}/`]);
  const server = await startServer({'/page/': `${request.page}/`, ...Object.fromEntries(bundles)}, request.server);
  const browser = await startChromium(request.chromium, request.flags);
  const pages = [];
  const open = async () => {
    pages.push(await openPage(browser.context, `${server.url}/page/index.html`));
    return pages.at(-1).page;
  };
  try {
    const print = (found) => console.log(JSON.stringify(found));
    await scenarios[request.scenario]({request, server, context: browser.context, open, print});
    print({said: pages.flatMap(({said}) => said.unexpected)});
  } finally {
    await browser.close();
    await server.close();
  }
}

main(JSON.parse(readFileSync(0, 'utf8'))).catch((error) => {
  console.error(error);
  process.exit(1);
});
