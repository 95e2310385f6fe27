// What invented people and places are put together from. Given names are common ones; surnames of well-known families are left out,
// so that a pair is nobody's who stands in public. Every pair of family and given name is used once.

export const SURNAMES = [
  'Abuşov', 'Ağamirzəli', 'Ağayarlı', 'Allahverdili', 'Aslanbəyli', 'Avışov', 'Babaşov', 'Balayarov', 'Bəhmənov', 'Bəydəmirli',
  'Bünyadzadə', 'Cabbarzadə', 'Canəhmədov', 'Cəngavərli', 'Cığatayev', 'Cümşüdlü', 'Çaylaqlı', 'Çərkəzov', 'Çinarov', 'Dağlıyev',
  'Daşdəmirli', 'Dövlətli', 'Dumanlı', 'Dursunov', 'Əjdərov', 'Ələkbərzadə', 'Əliqismətli', 'Əmirxanlı', 'Əzizxanlı', 'Eyvazlı',
  'Fərəcli', 'Fərzullayev', 'Fındıqov', 'Göyçəkli', 'Gözəlov', 'Güləşov', 'Gülverdiyev', 'Hətəmov', 'Həşimzadə', 'Hümbətli',
  'Xırmanov', 'Xudaverdili', 'İldırımlı', 'İmamverdiyev', 'İncəli', 'İpəkov', 'İsgəndərli', 'Kazımlı', 'Kərbəlayılı', 'Küknarlı',
  'Qaratelli', 'Qayalı', 'Qədirzadə', 'Qılıncov', 'Laçınov', 'Mirzəxanlı', 'Mövsümov', 'Muradxanlı', 'Nəcəfzadə', 'Novruzlu',
  'Nüsrətov', 'Oruczadə', 'Palıdlı', 'Pirverdiyev', 'Ramazanlı', 'Rzaquluzadə', 'Sadıqzadə', 'Səttarlı', 'Sulduzlu', 'Şahmarov',
  'Şıxəliyev', 'Şirvanlı', 'Tanrıverdili', 'Tapdıqlı', 'Uğurzadə', 'Vəlixanov', 'Yadigarov', 'Yolçuyev', 'Zöhrabov', 'Zülfüqarlı',
];

export const MEN = [
  'Anar', 'Araz', 'Asif', 'Aydın', 'Azər', 'Bəhruz', 'Cavid', 'Ceyhun', 'Cəmil', 'Daşqın', 'Dəyanət', 'Elçin', 'Elgün', 'Elşad',
  'Emin', 'Etibar', 'Əhliman', 'Ənvər', 'Fariz', 'Fərhad', 'Fikrət', 'Hikmət', 'Xaqan', 'Xəyal', 'İbrahim', 'İlkin', 'İlqar',
  'İntiqam', 'İsa', 'İsgəndər', 'Kamran', 'Kənan', 'Mahir', 'Məhəmməd', 'Müşfiq', 'Namiq', 'Natiq', 'Niyazi', 'Oqtay', 'Orxan',
  'Pərviz', 'Qalib', 'Qəhrəman', 'Qurban', 'Ramiz', 'Rasim', 'Rəşad', 'Rövşən', 'Ruslan', 'Rüfət', 'Sabir', 'Samir', 'Səbuhi',
  'Şahin', 'Şəmistan', 'Tahir', 'Tərlan', 'Toğrul', 'Tural', 'Ülvi', 'Vüqar', 'Yaşar', 'Yusif', 'Zahid', 'Zaur',
];

export const WOMEN = [
  'Aygün', 'Aynur', 'Aytən', 'Bənövşə', 'Cəmilə', 'Dilarə', 'Esmira', 'Fidan', 'Gülər', 'Gülnar', 'Gülşən', 'Həcər', 'Xatirə',
  'Xəyalə', 'İlahə', 'İradə', 'Kəmalə', 'Lalə', 'Ləman', 'Mətanət', 'Minə', 'Nərgiz', 'Nigar', 'Nuranə', 'Pərvanə', 'Qumru', 'Rəna',
  'Röya', 'Sevda', 'Sevinc', 'Şəfiqə', 'Təranə', 'Ülkər', 'Vəfa', 'Zümrüd',
];

// A woman's form of a surname: -ov and -yev take an -a, the others stay.
export const surnameOf = (surname, female) => (female && /(ov|ev)$/.test(surname) ? `${surname}a` : surname);

const WHERE = ['', '', '', 'Aşağı ', 'Yuxarı ', 'Köhnə ', 'Yeni ', 'Orta '];
const STEMS = ['Qovaq', 'Çinar', 'Palıd', 'Daş', 'Göy', 'Ağ', 'Qızıl', 'Sarı', 'Duz', 'Çay', 'Əncir', 'İydə', 'Söyüd', 'Qamış', 'Boz', 'Şor'];
const ENDS = ['təpə', 'dərə', 'yurd', 'bulaq', 'kənd', 'qışlaq', 'düzü', 'arx'];
export const settlement = (random) => `${random.pick(WHERE)}${random.pick(STEMS)}${random.pick(ENDS)}`;

// District, weight, and the middle of it in ten-thousandths of a degree.
const BEFORE = [
  ['AZ-FUZ', 22], ['AZ-AGM', 21], ['AZ-TAR', 13], ['AZ-GOR', 8], ['AZ-QAZ', 6], ['AZ-XVD', 5], ['AZ-CAB', 4], ['AZ-AGC', 4], ['AZ-LAC', 3],
  ['AZ-GAD', 3], ['AZ-TOV', 3], ['AZ-BEY', 3], ['AZ-AGA', 2], ['AZ-BAR', 2], ['AZ-KAL', 2], ['AZ-ZAN', 2], ['AZ-QBI', 2], ['AZ-XCI', 2],
  ['AZ-SUS', 1], ['AZ-SAD', 1], ['AZ-DAS', 1],
];
const AFTER = [
  ['AZ-AGM', 24], ['AZ-FUZ', 22], ['AZ-TAR', 11], ['AZ-CAB', 11], ['AZ-XVD', 9], ['AZ-KAL', 7], ['AZ-LAC', 5], ['AZ-ZAN', 4], ['AZ-QBI', 3],
  ['AZ-SUS', 3], ['AZ-XCI', 1],
];
export const MIDDLES = {
  'AZ-AGM': [400455, 469918], 'AZ-FUZ': [395574, 473220], 'AZ-TAR': [402547, 467929], 'AZ-CAB': [392768, 469823], 'AZ-XVD': [396307, 469900],
  'AZ-KAL': [400966, 461688], 'AZ-LAC': [397717, 463095], 'AZ-ZAN': [390904, 466305], 'AZ-QBI': [393434, 465917], 'AZ-SUS': [397027, 466580],
  'AZ-XCI': [398925, 466804],
};

// By the code that was in force on that day: Ağdərə is a district since 5 December 2023.
export function district(random, day, afterTheWar) {
  if (afterTheWar && day >= '2023-12-05' && random.chance(12)) return 'AZ-X-AGDERE';
  return random.weighted(afterTheWar ? AFTER : BEFORE);
}

// Kinds of incident: what the people were (m military, c civilian, d deminer), what they did, what lay there.
const AP = [['piyada əleyhinə mina', 75], ['partlamamış hərbi sursat', 15], ['növü bilinməyən mina', 10]];
const AV = [['tank əleyhinə mina', 88], ['piyada əleyhinə mina', 12]];
const ANY = [['piyada əleyhinə mina', 55], ['tank əleyhinə mina', 20], ['partlamamış hərbi sursat', 15], ['tələ', 5], ['naməlum', 5]];
const UXO = [['partlamamış hərbi sursat', 80], ['kasetli bomba elementi', 20]];
export const KINDS = {
  m: [[{ activity: 'hərbi xidmət', jobs: ['hərbi qulluqçu'], devices: ANY }, 9], [{ activity: 'yolda', jobs: ['hərbi qulluqçu'], devices: AV }, 1]],
  d: [[{ activity: 'minatəmizləmə', jobs: ['minaaxtaran'], devices: ANY }, 1]],
  c: [
    [{ activity: 'mal-qara otarma', jobs: ['çoban', 'maldar', 'fermer'], devices: AP }, 38],
    [{ activity: 'əkin işi', jobs: ['fermer', 'traktorçu'], devices: AV }, 18],
    [{ activity: 'odun və ot yığma', jobs: ['fəhlə', 'fermer', ''], devices: AP }, 12],
    [{ activity: 'piyada', jobs: ['müəllim', 'fəhlə', 'məcburi köçkün', ''], devices: AP }, 12],
    [{ activity: 'yolda', jobs: ['sürücü', 'fəhlə', 'usta'], devices: AV }, 10],
    [{ activity: 'tikinti', jobs: ['fəhlə', 'mühəndis'], devices: ANY }, 6],
    [{ activity: 'icazəsiz giriş', jobs: ['', 'fəhlə'], devices: AP }, 2],
    [{ activity: 'sursata toxunma', jobs: ['', 'fəhlə'], devices: UXO }, 2],
  ],
};
export const CHILD_ACTIVITIES = ['oyun', 'mal-qara otarma', 'sursata toxunma', 'piyada'];
export const CLASS_OF = (device, activity) =>
  activity === 'minatəmizləmə' ? 'minatəmizləmə qəzası'
  : /mina/.test(device) ? 'mina qəzası'
  : /sursat/.test(device) ? 'sursat qəzası'
  : /kasetli/.test(device) ? 'kasetli sursat qəzası'
  : 'naməlum';

export const WOUNDS = [
  'sol ayağın partlayış yarası', 'sağ ayağın partlayış yarası', 'sol əlin qəlpə yarası', 'sağ əlin qəlpə yarası', 'sol gözün zədəsi',
  'sağ gözün zədəsi', 'eşitmənin itməsi', 'başın qəlpə yarası', 'qarnın qəlpə yarası', 'döş qəfəsinin qəlpə yarası', 'sol baldırın yarası',
  'sağ baldırın yarası', 'üzün yanığı', 'belin qəlpə yarası',
];
export const AMPUTATIONS = [
  ['sol baldır, aşağı üçdə bir', 17], ['sağ baldır, aşağı üçdə bir', 17], ['sol baldır, orta üçdə bir', 14], ['sağ baldır, orta üçdə bir', 14],
  ['sol bud, aşağı üçdə bir', 7], ['sağ bud, aşağı üçdə bir', 7], ['sol ayaq pəncəsinin bir hissəsi', 8], ['sağ ayaq pəncəsinin bir hissəsi', 8],
  ['sol diz oynağı', 2], ['sağ diz oynağı', 2], ['sol bilək', 2], ['sağ bilək', 2], ['sol saidin orta üçdə biri', 2], ['sağ saidin orta üçdə biri', 2],
  ['sol əl barmaqları', 3], ['sağ əl barmaqları', 3],
];
