import { describe, expect, it } from 'vitest';
import { tag } from '../../lambdas/tag/tag.ts';
import { resolveTopic } from '../../lambdas/tag/vocabulary.ts';
import { story, topicsOf } from './stories.ts';

const slugs = (text: string, title = '') => topicsOf(tag(story(text, title)));

describe('topics of business, labour, science, health, nature, learning, leisure, sport and the arts', () => {
  it.each([
    // arts, culture, entertainment and media
    [
      'The actress won a Golden Globe for her role in the drama, and the novelist thanked her.',
      'arts-and-entertainment',
    ],
    ['Elders taught the children the folklore and ancient customs of their cultural heritage.', 'culture'],
    ['Reporters Without Borders said press freedom had suffered as another newspaper editor was jailed.', 'mass-media'],
    ['The Nollywood star shot her new movie in Lagos ahead of the film premiere.', 'cinema'],
    ['The rapper released a debut album that topped the UK charts.', 'music'],
    ['The painter left 300 paintings to the art gallery.', 'visual-arts'],
    ['The poet won the Booker Prize for a debut novel.', 'literature'],
    // economy, business and finance
    ['The two banks agreed a merger after takeover talks, shareholders were told.', 'business-restructuring'],
    [
      'Third-quarter profit rose 12 percent and beat expectations as sales growth picked up.',
      'business-reporting-and-performance',
    ],
    ['The carmaker filed for bankruptcy protection and called in administrators.', 'business-financing'],
    [
      'The retailer named a new chief executive officer after its boss stepped down; a severance package was agreed.',
      'human-resources',
    ],
    [
      'The brewer starts an advertising campaign and a sponsorship deal as part of its marketing strategy.',
      'business-strategy-and-marketing',
    ],
    ['Activist investors won the shareholder vote and two seats on the board of directors.', 'business-governance'],
    [
      'Gross domestic product shrank, and economists fear that the world economy faces an economic slowdown.',
      'economy',
    ],
    [
      'Stocks closed higher on Wall Street, and the Dow Jones industrial average gained 90 points.',
      'market-and-exchange',
    ],
    ['The small business owner began as a sole trader with a family business.', 'business-enterprise'],
    ['Farmers expect a bumper harvest of maize after good rains on their farmland.', 'agriculture'],
    ['House prices rose as first-time buyers took out mortgages.', 'construction-and-property'],
    ['Crude oil prices jumped above $70 a barrel after OPEC cut oil output.', 'energy-and-resource'],
    ['The gold mine will add two shafts, the mining company said.', 'metal-and-mineral-mining-and-refining'],
    ['Low-cost carrier Ryanair will drop flights from Stansted as air fares fall.', 'transport'],
    ['Eskom announced load shedding after power cuts hit the electricity grid.', 'utilities'],
    [
      'Chipmaker Intel cut its sales forecast as demand from PC makers slows; its shares fell.',
      'computing-and-information-technology',
    ],
    ['Supermarket chain Shoprite said Christmas sales lifted the retailer.', 'sales-channel'],
    ['The insurer and the investment bank will sell mutual funds together.', 'financial-service'],
    ['The naira fell to a record low against the dollar on the foreign exchange market.', 'foreign-exchange-market'],
    ['The World Trade Organization ruled against the steel tariffs in the trade dispute.', 'international-trade'],
    ['The Federal Reserve left interest rates on hold.', 'central-bank'],
    // labour
    ['Youth employment rises as firms add new jobs with better working conditions.', 'employment'],
    ['Nurses voted to strike over pay after talks with the union failed.', 'labour-relations'],
    ['Pensioners fear cuts to the state pension as the retirement age rises.', 'retirement'],
    [
      'The jobless rate rose as thousands lost their jobs, and unemployment is at its highest for ten years.',
      'unemployment',
    ],
    ['The Nigeria Labour Congress told union members to stay at home.', 'unions'],
    ['The lockout goes on: owners and players are far apart, and the work stoppage enters its third week.', 'labour'],
    // education
    ['Pupils had no classroom after the primary school lost its roof, the headteacher said.', 'school'],
    [
      'University students protested against tuition fees and asked the vice-chancellor to resign.',
      'college-and-university',
    ],
    ['WAEC released the exam results; more candidates passed the final exams.', 'educational-testing-and-examinations'],
    ['Apprenticeships and vocational training help school leavers to learn a trade.', 'vocational-education'],
    // environment
    [
      'Cutting greenhouse gas emissions is the only way to slow global warming, the climate panel says.',
      'climate-change',
    ],
    ['Rangers and conservationists track poachers in the national park to protect wildlife.', 'conservation'],
    [
      'Air quality fell as smog and exhaust fumes covered the capital; pollution levels are the worst in years.',
      'air-pollution',
    ],
    ['Illegal logging drives deforestation of the Amazon rainforest.', 'forest'],
    ['The black rhino is critically endangered, and the giant panda is off the red list.', 'endangered-species'],
    ['Plastic waste goes to landfill instead of recycling.', 'waste-material'],
    // health
    ['Doctors hope that early screening will save women with breast cancer.', 'cancer'],
    ['Cholera and measles spread among the children; an outbreak of malaria is feared.', 'communicable-disease'],
    ['The district hospital has no hospital beds left, and the maternity ward is closed.', 'health-facility'],
    ['The World Health Organization and the Africa CDC sent medicines.', 'health-organisation'],
    [
      'Surgeons gave him a kidney transplant, and the operation to remove the tumour went well.',
      'health-treatment-and-procedure',
    ],
    ['The National Health Service will hire more staff, NHS bosses said.', 'government-health-care'],
    ['Junior doctors and midwives are leaving the medical profession.', 'medical-profession'],
    ['Public health officials ordered face masks and social distancing.', 'public-health'],
    ['Depression and anxiety disorders need more mental health services.', 'mental-health-and-disorder'],
    // lifestyle and leisure
    ['The lottery winner kept the jackpot ticket in a drawer.', 'gaming-and-lottery'],
    ['Her cookbook has a recipe for jollof rice that home cooks love.', 'lifestyle'],
    ['Yoga classes and meditation are part of the wellness retreat.', 'wellness'],
    [
      'Holidaymakers choose the beach resort as their holiday destination, the travel guide says.',
      'travel-and-tourism',
    ],
    // science and technology
    ['Stem cell research and gene therapy change biotechnology.', 'biomedical-science'],
    ['The mathematician found a proof of the theorem about prime numbers.', 'mathematics'],
    ['Physicists at CERN measured the Higgs boson.', 'physics'],
    ['Scientists report in the journal Nature that a new study found water.', 'scientific-research'],
    ['The Academy of Sciences opened a research institute.', 'scientific-institution'],
    ['Archaeologists unearthed an ancient tomb from the Bronze Age.', 'archaeology'],
    ['Astronauts left the space station on the Soyuz spacecraft.', 'scientific-exploration'],
    [
      'Hackers used a security flaw in the web browser to spread spyware, the software maker said.',
      'information-technology-and-computer-science',
    ],
    ['A humanoid robot and driverless cars were shown at the technology park.', 'technology-and-engineering'],
    ['ChatGPT and other AI tools learn from text; artificial intelligence needs rules.', 'artificial-intelligence'],
    // sport
    ['The striker scored twice as Gor Mahia won the league match in stoppage time.', 'football'],
    ['The batsman made an unbeaten century in the first Test, and the fast bowler took five wickets.', 'cricket'],
    ['The sprinter won the 100 metres, and the hurdler set a national record.', 'athletics'],
    ['She took the title in straight sets on the clay court at Roland Garros.', 'tennis'],
    ['The cyclist failed a doping test for a banned substance, the anti-doping agency said.', 'drug-use-in-sport'],
    ['The midfielder signs for Arsenal on a free transfer and a three-year contract.', 'sports-transaction'],
    ['AFCON kicks off on Sunday; the World Cup qualifier was moved for the Cup of Nations.', 'sport-event'],
    ['The football club sacked its head coach and named a caretaker manager.', 'sports-coaching'],
    // weather
    ['The weather forecast speaks of sunny intervals, weather service forecasters say.', 'weather-forecast'],
    ['Torrential rain and strong winds hit the coast as the cyclone came closer.', 'weather-phenomena'],
    ['It was the hottest day on record, with record temperatures in the capital.', 'weather-statistic'],
    ['A weather warning and a flood warning are in force for the region.', 'weather-warning'],
  ])('%s', (text, slug) => {
    expect(slugs(text)).toContain(resolveTopic(slug));
  });

  it.each([
    ['The minister scored an own goal with his remark, the opposition said.', 'sport'],
    [
      "The campaign kicks off in May; the race for president is open, and the governor's race is a close race.",
      'sport',
    ],
    ['The senator is the front runner in the presidential race after his election victory speech.', 'sport'],
    ['He was beaten to death by police, and a match for the DNA was found.', 'sport'],
    ['Marathon talks on the debt went on until dawn.', 'athletics'],
    ['Add a litre of chicken stock to the soup.', 'market-and-exchange'],
    ['Livestock died of thirst in the north.', 'market-and-exchange'],
    ['She shares a love of books with her mother.', 'economy-business-and-finance'],
    ['An apple a day is what my grandmother ate.', 'science-and-technology'],
    ['The blast smashed the windows of a nearby mosque.', 'information-technology-and-computer-science'],
    ['The prisoner died in his police cell.', 'biology'],
    ['Her cell phone rang in the church.', 'biology'],
    ['The worm and other computer viruses infected thousands of PCs; antivirus software stopped the virus.', 'health'],
    ['Police seized cocaine from a drug gang; the drug dealers fled.', 'health'],
    ['The sniper fired shots at the convoy.', 'health-treatment-and-procedure'],
    ['A star collapsed into a black hole, an astronomer said.', 'arts-culture-entertainment-and-media'],
    ['The film star arrived at the premiere.', 'astronomy'],
    ['The new business model saved the airline.', 'fashion'],
    ['Observers hoped for an Arab spring of peace talks.', 'weather'],
    ['The Carolina Hurricanes beat the Tampa Bay Lightning in overtime.', 'weather'],
    ['The remark caused a storm of protest in parliament.', 'weather'],
    ['Economists cut their growth forecast for the economy.', 'weather'],
    ['A climate of fear and a climate of opinion helped the party.', 'environment'],
    ['The political environment and the business environment worry investors.', 'environment'],
    ['The Detroit Tigers and the Chicago Bears lost again.', 'animal'],
    ['Air strikes hit the town; a missile strike killed six.', 'labour'],
    ['Car bombs strike the capital.', 'labour-dispute'],
    ['The European Union and the African Union met.', 'unions'],
    ['Hezbollah was said to have fired rockets into the town.', 'aerospace-engineering'],
    ['He died in hospital after a long illness, his family said.', 'health'],
    ['Diplomatic immunity shields the envoy.', 'health'],
    ['The court heard how the Boeing 737 went down.', 'manufacturing-and-engineering'],
    ['A statement posted on an Islamic Web site claimed the attack.', 'science-and-technology'],
    ['The gunmen had stormed the school; the school siege lasted three days.', 'education'],
    ['A peace deal and a power-sharing deal are near.', 'economy-business-and-finance'],
    ['Follow the club on Facebook, on Twitter and on Instagram.', 'social-media'],
    ['Palm oil and olive oil were on the table.', 'energy-and-resource'],
    ['The tear gas and a gas leak made people ill.', 'energy-and-resource'],
    ['Blood bank and food bank were closed on the bank holiday.', 'financial-service'],
    ['Voters cast their ballots early; the cast doubt was small.', 'arts-and-entertainment'],
    ['She waved from the group stage of the tournament.', 'theatre'],
  ])('a word that means something else: %s', (text, slug) => {
    expect(slugs(text)).not.toContain(resolveTopic(slug));
  });

  it('counts names of companies for business only beside words of business', () => {
    const computing = resolveTopic('computing-and-information-technology');
    expect(
      slugs('Shares of Microsoft rose after its quarterly profit beat forecasts.', 'Microsoft profit up'),
    ).toContain(computing);
    expect(slugs('The new version of Windows has a browser with tabs.', 'Microsoft shows Windows')).not.toContain(
      computing,
    );
  });

  it('counts a strike only beside workers', () => {
    const dispute = resolveTopic('labour-dispute');
    expect(slugs('The strike of bus drivers goes on, their union said.', 'Bus drivers strike over pay')).toContain(
      dispute,
    );
    expect(slugs('The strike came in the last minute. The keeper had no chance.', 'Late strike')).not.toContain(
      dispute,
    );
  });
});
