import { describe, expect, it } from 'vitest';
import { tag } from '../../lambdas/tag/tag.ts';
import { resolveTopic } from '../../lambdas/tag/vocabulary.ts';
import { story, topicsOf } from './stories.ts';

/** Topics of a text where it is a headline, and where it is the story. */
const topics = (text: string) => [...topicsOf(tag(story('', text))), ...topicsOf(tag(story(text)))];

describe('words in another sense', () => {
  it.each([
    ['conflict-war-and-peace', 'Calls for de-escalation after tariff talks. Both ministers urged de-escalation.'],
    ['disaster-accident-and-emergency-incident', 'Thirty years after Chernobyl, survivors remember'],
    ['conflict-war-and-peace', 'City declares war on potholes'],
    ['conflict-war-and-peace', 'Government wages war on waste'],
    ['labour', 'Government wages war on waste'],
    ['assault', 'Assault on poverty begins'],
    ['conflict-war-and-peace', 'Lightning strikes kill 30 in India'],
    ['conflict-war-and-peace', 'Bahn strike. Train drivers began a strike on Tuesday.'],
    ['communicable-disease', 'New email virus spreads worldwide, antivirus firms warn'],
    ['baseball', 'Senator hits home run with budget speech'],
    ['transportation-accident-and-incident', 'Perfect storm hits car makers'],
    ['transportation-accident-and-incident', 'Website crash angers fans'],
    ['transportation-accident-and-incident', 'Markets crash as investors flee'],
    ['robbery-and-theft', 'Team steals victory with late robbery'],
    ['disease-and-condition', 'Cancer of corruption must be cut out'],
    ['homicide', 'Killer serve sends Federer into final'],
    ['athletics', 'Leaders race to finish budget marathon'],
    ['explosion-accident-and-incident', 'Sales blast past forecasts'],
    ['sport', 'Party sets goal of victory'],
    ['religion', 'Cathedral of football: fans worship Messi'],
    ['climate-change', 'Company cleans up its image amid toxic work climate'],
    ['environmental-pollution', 'Company cleans up its image amid toxic work climate'],
    ['war', 'Civil War re-enactors gather at Gettysburg'],
    ['war', 'World War Two film wins Oscar'],
    ['school', 'Oil minister schools rivals'],
    ['railway-accident-and-incident', 'Talks derailed by dispute'],
    ['war', 'Coach says team is at war with referees'],
    ['civil-unrest', 'Metro strike paralyses Paris'],
    ['trial', 'Trial of new drug succeeds'],
    ['court', 'Actor courts controversy'],
    ['football', 'Arsenal of weapons found'],
    ['weather', 'Heat beat Thunder'],
    ['depression', 'Depression over Caribbean strengthens'],
    ['environmental-pollution', 'Mercury falls as winter comes'],
    ['demonstration', 'Activists jailed in crackdown on dissent. Amnesty condemned the arrests.'],
  ])('no %s: %s', (slug, text) => {
    expect(topics(text)).not.toContain(resolveTopic(slug));
  });
});

describe('words inside names', () => {
  it.each([
    ['astronomy', 'Sydney Sweeney stars in thriller'],
    ['astronomy', 'Sharon Stone stars'],
    ['religion', 'Paris Saint-Germain sign Messi'],
    ['environment', 'Ivory Coast votes'],
    ['demonstration', 'Dakar rally moves to Saudi Arabia'],
    ['international-trade', 'Chicago Bulls trade guard'],
    ['musical-genre', "Chicago's Jordan leads Bulls past Jazz"],
    ['football', 'Valencia refinery'],
    ['football', 'Newcastle, New South Wales, port opens'],
    ['economy-business-and-finance', 'Armenia and Azerbaijan trade fire'],
    ['agriculture', 'Turkish coffee cup'],
    ['agriculture', 'Guinea pigs as pets'],
  ])('no %s: %s', (slug, text) => {
    expect(topics(text)).not.toContain(resolveTopic(slug));
  });
});

describe('the same words in earnest', () => {
  it.each([
    ['peace-process', 'Envoys urged de-escalation as troops held to the ceasefire.'],
    ['war', 'The president declared war, and tanks crossed the border.'],
    ['labour-dispute', 'Bahn strike. Train drivers began a strike on Tuesday.'],
    ['labour-dispute', 'Nurses in England begin strike on Monday'],
    ['labour-dispute', 'Hollywood writers began a strike against the studios.'],
    ['labour-dispute', 'Junior doctors to strike next week'],
    ['armed-conflict', 'Israeli strike on Beirut kills three teachers'],
    ['railway-accident-and-incident', 'Train derailed by landslide kills six'],
    ['trial', 'He went on trial for the murder of his wife.'],
    ['civil-war', 'Civil War breaks out in Sudan'],
    ['baseball', 'The pitcher gave up a home run in the ninth inning.'],
    ['communicable-disease', 'The virus spreads among patients in two hospitals; health officials fear an epidemic.'],
    ['astronomy', 'The telescope found two stars in a distant galaxy.'],
    ['football', 'The striker of Newcastle scored the goal that beat Leeds.'],
    ['religion', 'The Pope declared her a saint after two miracles.'],
    ['human-rights', 'Activists jailed in crackdown on dissent. Amnesty condemned the arrests.'],
    ['endangered-species', 'Rhinos return to the reserve. Rangers protect the endangered animals from poachers.'],
    ['conservation', 'Rhinos return to the reserve. Rangers protect the endangered animals from poachers.'],
  ])('finds %s: %s', (slug, text) => {
    expect(topicsOf(tag(story(text)))).toContain(resolveTopic(slug));
  });
});
