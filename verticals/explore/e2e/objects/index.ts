export * from './category-page.ts';
export * from './footer.ts';
export * from './header.ts';
export * from './helpful-page.ts';
export * from './home-page.ts';
export * from './stores-page.ts';
