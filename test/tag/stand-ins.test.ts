import { describe, expect, it } from 'vitest';
import { countriesIn } from './stories.ts';

describe('who and what stands for a country', () => {
  it.each([
    ['a leader, however spelled', 'Lukashenka, Qaddafi and Zelenskiy were named in the letter.', ['BY', 'LY', 'UA']],
    ['a title with a surname', 'A court ruled against President Ruto.', ['KE']],
    ['parliaments', 'The Sejm, the Riksdag and the Lok Sabha adjourned.', ['IN', 'PL', 'SE']],
    ['ministries by their seat', 'Foggy Bottom and the Quai d’Orsay did not reply.', ['FR', 'US']],
    ['services', 'The memo names Mossad, the FSB and the BND.', ['DE', 'IL', 'RU']],
    ['armed groups', 'Hezbollah, Boko Haram and the Tamil Tigers are on the list.', ['LB', 'LK', 'NG']],
    ['parties', 'Likud, Fidesz and Frelimo sent delegates.', ['HU', 'IL', 'MZ']],
    ['companies', 'Petrobras and TotalEnergies signed the contract.', ['BR', 'FR']],
    ['provinces by their bare name', 'Rains reached Oromia, Xinjiang and Catalonia.', ['CN', 'ES', 'ET']],
    [
      'lesser provinces behind a word of place',
      'A bus fell off a road in Ayacucho, and another in Oaxaca.',
      ['MX', 'PE'],
    ],
  ])('%s', (_, sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });

  it.each([
    ['groups at home in many countries', 'Al-Qaeda released a video.'],
    ['words that are parties', 'Law and justice are what a new democracy is built on.'],
    ['words that are provinces', 'Mary and Peter spoke of unity by the lakes in the central mountains.'],
    ['words that are institutions', 'The diet and the cortex were discussed; the home office was tidy.'],
    ['surnames that many leaders share', 'Brown, Singh and Johnson shared a taxi.'],
  ])('are not %s', (_, sentence) => {
    expect(countriesIn(sentence)).toEqual([]);
  });

  it.each([
    ['a forest', 'Amazon deforestation slows as fires in the Amazon die down.'],
    ['crops', 'GM crops were banned by the ministers.'],
    ['dogs', 'The Westminster dog show opened, and a terrier won at Westminster Kennel Club.'],
    ['agencies of several countries', 'The FSA and the KPK warned savers.'],
    ['bodies of several countries', 'The Senate, the Supreme Court and the National Guard were informed.'],
    ['forces and parliaments of several countries', 'The Republican Guard was told, and the Majlis voted.'],
    ['numbers', 'The prize is one crore and two lakh.'],
    ['leagues of several countries', 'The leaders of Serie A won again.'],
    ['films, products and celebrities', 'The Harry Potter film, the new iPod and Tom Cruise were in the news.'],
    ['words that are clubs', 'Mavericks looked for nuggets and chargers.'],
  ])('are not %s', (_, sentence) => {
    expect(countriesIn(sentence)).toEqual([]);
  });

  it.each([
    ['Amazon shares fell after GM workers went on strike.', ['US']],
    ['The Philippine Senate met.', ['PH']],
    ['The Supreme Court of Kenya ruled, and the Senate in Nairobi adjourned.', ['KE']],
    ['Sinn Fein leaders met the Taoiseach in Dublin.', ['IE']],
    ['Sinn Féin won the vote in Northern Ireland.', ['GB']],
    ['The Majlis of the Maldives voted.', ['MV']],
    ['Residents of Miraflores in Lima protested.', ['PE']],
    ['The fans of Chelsea, Bayern Munich and Juventus sang.', ['DE', 'GB', 'IT']],
  ])('are told by what else is named: %s', (sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });
});
