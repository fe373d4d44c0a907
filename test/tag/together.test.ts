import { describe, expect, it } from 'vitest';
import { tag } from '../../lambdas/tag/tag.ts';
import { countriesOf, story } from './stories.ts';

const FILED = 'OSLO, May 3 (AFP) -';
const FAR = 'The debate was long. '.repeat(20);
const NORWAY = 'Norway spoke of it. Norway was content. Norway will pay.';

describe('countries that a wire from elsewhere opens with together', () => {
  it.each([
    ['a row of names', 'Norway will lend to Ghana, Togo, Benin and Mali this year.'],
    ['shares', 'Norway gives rice: 4,000 tonnes go to Ghana, 3,000 to Togo, 2,000 to Benin and 500 to Mali.'],
    ['capitals behind abbreviations', 'Norway will lend to Ghana, Togo, Benin, the U.K. And Mali this year.'],
  ])('are what it is about in %s', (_, opening) => {
    expect(countriesOf(tag(story(`${FILED} ${opening} ${FAR}${NORWAY}`)))).toMatchObject({
      NO: 'about',
      GH: 'about',
      TG: 'about',
      BJ: 'about',
      ML: 'about',
    });
  });

  it('count as far as their list goes, beyond the opening too', () => {
    const text = `${FILED} ${'The talks were long. '.repeat(11)}Norway will lend to Ghana, Togo, Benin, Mali, Niger and Chad.`;
    expect(countriesOf(tag(story(`${text} ${NORWAY}`)))).toMatchObject({ GH: 'about', TD: 'about' });
  });

  it.each([
    ['three of them', `${FILED} Norway will lend to Ghana, Togo and Benin. ${FAR}${NORWAY}`],
    ['a list far down', `${FILED} ${NORWAY} ${FAR}It lends to Ghana, Togo, Benin and Mali.`],
    ['sentences apart', `${FILED} Norway lends. Ghana asked. Togo did. Benin did. Mali did. ${FAR}${NORWAY}`],
  ])('are only mentioned where there are but %s', (_, text) => {
    expect(countriesOf(tag(story(text)))).toMatchObject({ NO: 'about', GH: 'mentioned', TG: 'mentioned' });
  });

  it('are what it is about by the area around them, but not by the continent', () => {
    const about = (area: string) =>
      countriesOf(tag(story(`${FILED} ${area} ministers met in Norway. Togo came. ${FAR}${NORWAY}`)));
    expect(about('West African')).toMatchObject({ NO: 'about', TG: 'about' });
    expect(about('African')).toMatchObject({ NO: 'about', TG: 'mentioned' });
  });
});
