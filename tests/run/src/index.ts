export { obtainBrowser } from './browser.ts';
