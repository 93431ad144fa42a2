import { block } from '@jogakbo/blocks';
import { patch } from '../patch/patch.ts';
import css from './footer.module.css';

const cloths = ['jade', 'persimmon', 'straw', 'plum', 'indigo', 'ochre', 'celadon'];

function Footer() {
  return (
    <footer className={`e_Footer ${css.footer}`} data-boundary="explore">
      <p className={`${patch} ${css.words}`}>
        <span className={css.story}>
          A jogakbo is a cloth stitched from pieces. So is this shop: every block on this page is one team’s own work.
        </span>
      </p>
      <nav className={`${patch} ${css.links}`} aria-label="More">
        <a href="/products">All machines</a>
        <a href="/stores">Our stores</a>
        <a href="/">Home</a>
      </nav>
      {cloths.map((cloth) => (
        <span key={cloth} className={`${patch} ${css[cloth]}`} />
      ))}
    </footer>
  );
}

export default block('explore/footer', { props: {}, render: Footer });
