import { block, useHead, useQuery } from '@jogakbo/blocks';
import { GetHome } from '@jogakbo/explore-contract';
import { patch } from '../patch/patch.ts';
import { Quilt } from '../quilt/quilt.tsx';
import { TeaserPanel } from './teaser-panel.tsx';
import css from './home-page.module.css';

function HomePage() {
  const { teasers } = useQuery(GetHome, {});
  useHead({
    title: 'Jogakbo · tractors in every colour',
    description: 'Classic and autonomous tractors in many colours, ready for pickup in a store near you.',
  });
  return (
    <div className={`e_HomePage ${css.cloth}`} data-boundary="explore">
      <div className={`${patch} ${css.intro}`}>
        <h1 className={css.title}>Machines with a colour of their own</h1>
        <p className={css.words}>Old friends and quiet newcomers for every field. Choose one, pick it up nearby.</p>
      </div>
      <Quilt className={css.quilt} />
      {teasers.map((teaser, index) => (
        <TeaserPanel key={index} teaser={teaser} first={index === 0} />
      ))}
      <nav className={css.ways} aria-label="Ways into the shop">
        <a className={`${patch} ${css.way} ${css.indigo}`} href="/products">
          See all machines
        </a>
        <a className={`${patch} ${css.way} ${css.jade}`} href="/stores">
          Find a store
        </a>
      </nav>
    </div>
  );
}

export default block('explore/home-page', { props: {}, render: HomePage });
