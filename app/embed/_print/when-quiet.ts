/** Nothing has changed for so long: charts measure their place first and draw then. */
const quietMilliseconds = 300;
const patienceMilliseconds = 15_000;

/** Resolves when fonts are there and nothing under `root` changes any more, or when patience has ended. */
export async function whenQuiet(root: HTMLElement): Promise<void> {
  await new Promise<void>((resolve) => {
    let timer = window.setTimeout(done, quietMilliseconds);
    const last = window.setTimeout(done, patienceMilliseconds);
    const observer = new MutationObserver(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(done, quietMilliseconds);
    });
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    function done() {
      observer.disconnect();
      window.clearTimeout(timer);
      window.clearTimeout(last);
      resolve();
    }
  });
  await document.fonts.ready;
}
