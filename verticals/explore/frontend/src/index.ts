import categoryPage from './category-page/category-page.block.tsx';
import footer from './footer/footer.block.tsx';
import header from './header/header.block.tsx';
import homePage from './home-page/home-page.block.tsx';
import notFoundPage from './not-found-page/not-found-page.block.tsx';
import storePicker from './store-picker/store-picker.block.tsx';
import storesPage from './stores-page/stores-page.block.tsx';

export const blocks = [header, footer, homePage, categoryPage, storesPage, storePicker, notFoundPage];
