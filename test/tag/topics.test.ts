import { describe, expect, it } from 'vitest';
import { tag } from '../../lambdas/tag/tag.ts';
import { resolveTopic } from '../../lambdas/tag/vocabulary.ts';
import { story, topicsOf } from './stories.ts';

const slugs = (text: string, title = '') => topicsOf(tag(story(text, title)));

describe('topics', () => {
  it.each([
    ['An earthquake of magnitude 6.1 shook the province; rescuers search for survivors.', 'earthquake'],
    ['The central bank raised interest rates to curb inflation.', 'monetary-policy'],
    ['A suicide bomber killed eight people at a checkpoint.', 'terrorist-bombings'],
    ['Parliament passed the bill; lawmakers had debated it for weeks in the lower house.', 'legislative-body'],
    ['Health officials confirmed an outbreak of cholera.', 'communicable-disease'],
    ["Pupils return to the classroom as the primary school reopens after the teachers' strike.", 'school'],
    ['The striker scored a hat-trick as the football club reached the Champions League.', 'football'],
    ['The archbishop led midnight mass at the cathedral.', 'religion'],
    ['The film director won an Oscar; the movie topped the box office.', 'cinema'],
    ['Greenhouse gas emissions drive climate change, scientists say.', 'climate-change'],
    ['A tropical storm brought heavy rain and gale-force winds.', 'weather-phenomena'],
    ['Dock workers are on strike after pay talks with the trade union failed.', 'labour-dispute'],
    ['The village celebrated her 100th birthday with a birthday party.', 'birthday'],
    ['A new recipe from the chef makes home cooking easy.', 'lifestyle'],
    ['Campaigners against racism marched for civil rights.', 'racism'],
    ['The astronomer pointed the telescope at a comet.', 'astronomy'],
    ['The jury found him guilty of murder, and the judge gave him a life sentence.', 'court'],
  ])('%s', (text, slug) => {
    expect(slugs(text)).toContain(resolveTopic(slug));
  });

  it.each([
    ['Union strikes a deal with the airline.', 'labour-relations'],
    ['The firm is close to strike a deal.', 'armed-conflict'],
    ['The mayor declared a war on drugs.', 'war'],
    ['The war of words went on.', 'war'],
    ['The artist suffers a heart attack.', 'armed-conflict'],
    ['They won by a landslide victory.', 'landslide'],
    ['He left the nuclear family.', 'nuclear-policy'],
  ])('a phrase that means something else: %s', (text, slug) => {
    expect(slugs(text)).not.toContain(resolveTopic(slug));
  });

  it('counts some words only beside others of their sentence', () => {
    const diplomacy = resolveTopic('diplomacy');
    expect(slugs('The presidents met; both leaders praised the talks and the agreement.')).toContain(diplomacy);
    expect(slugs('Both coaches praised the talks. The leaders were absent.')).not.toContain(diplomacy);
  });
});
