import base from "/work/w-embed/playwright.config";
export default { ...base, testDir: "/work/w-embed/tests/e2e", outputDir: "/tmp/wembed/results", globalSetup: undefined, workers: 1 };
