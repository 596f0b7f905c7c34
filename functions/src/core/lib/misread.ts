// Text that was read in another encoding than it was written in: 张三 as å¼ ä¸‰, 寮犱笁, ÕÅÈý or &#24352;&#19977;. Told by
// reading it back, or by its signs.

const CHINESE = /[\u4e00-\u9fff]/;
/** Signs of what cannot be read back: some bytes are gone, as those that show nothing. */
const LOST =
  /\ufffd|锟斤拷|烫烫|屯屯|[?？]{2}|□|^(?:[äåæçèé][\u0080-\u00bfŒœŠšŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™ ]{0,2}){2,}$/;

/** What a program wrote in the place of a name that it had not, or not yet. */
const OF_PROGRAMS = /^(?:\[object \w+\]|undefined|nan|loading(?:\.{3}|…)?|正在加载(?:\.{3}|…)?)$/i;
/** GBK that was read as Latin-1: two signs from its upper half for each character, and nothing else. */
const HALVES = /^(?:[\u00b0-\u00f7][\u00a1-\u00fe]){2,}$/;
const ESCAPED = /^(?:&#x?[\da-f]{2,6};|\\u[\da-f]{4}|%[\da-f]{2})+$/i;

/** What windows-1252 shows for the bytes from 0x80 on that Latin-1 leaves to controls. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What GBK shows for the first two bytes of a Chinese character in UTF-8: hardly any of these begins a name. */
const FIRST =
  '鋩鋪鋫鋬鋭鋮鋯鋰鋱鋲鋳鋴鋵鋶鋷鋸鋹鋺鋻鋼鋽鋾鋿錀錁錂錃錄錅錆錇錈錉洹洧洌浃浈洇洄洙洎洫浍洮洵洚浏浒浔' +
  '洳涑浯涞涠浞涓涔浜浠浼浣渚淇鍊鍋鍌鍍鍎鍏鍐鍑鍒鍓鍔鍕鍖鍗鍘鍙鍚鍛鍜鍝鍞鍟鍠鍡鍢鍣鍤鍥鍦鍧鍨鍩鍫濉澧澹' +
  '澶濂濡濮濞濠濯瀚瀣瀛瀹瀵灏灞宀宄宕宓宥宸甯骞搴寤寮褰寰蹇鎬鎭鎮鎯鎰鎱鎲鎳鎴鎵鎶鎷鎸鎹鎺鎻鎼鎽鎾鎿鏀鏁' +
  '鏂鏃鏄鏅鏆鏇鏈鏉鏋鏌鏍妗姊妫妞妤姒妲妯姗妾娅娆姝娈姣姘姹娌娉娲娴娑娣娓婀婧婊婕娼婢婵鐎鐏鐐鐑鐒鐓鐔鐕' +
  '鐖鐗鐘鐙鐚鐛鐜鐝鐞鐟鐠鐡鐢鐣鐤鐥鐦鐧鐨鐩鐪鐫鐬鐭鐮纭纰纾绀绁绂绉绋绌绐绔绗绛绠绡绨绫绮绯绱绲缍绶绺绻' +
  '绾缁缂缃缇缈鑰鑱鑲鑳鑴鑵鑶鑷鑸鑹鑺鑻鑼鑽鑾鑿钀钁钂钃钄钑钖钘铇铏铓铔铚铦铻锜锠琛琚瑁瑜瑗瑕瑙瑷瑭瑾璜' +
  '璎璀璁璇璋璞璨璩璐璧瓒璺韪韫韬杌杓杞杈杩閫閬閭閮閯閰閱閲閳閴閵閶閷閸閹閺閻閼閽閾閿闀闁闂闃闄闅闆闇闈' +
  '闉闊闋椤棰椋椁楗棣椐楱椹楠楂楝榄楫榀榘楸椴槌榇榈槎榉楦楣楹榛榧榻榫榭';
/** What it shows for the third byte and the first of the next character. */
const SECOND =
  '佷佸佹佺佽侀備傚傛傜傝傞冧冨冩冪冭冮勪勫勬勭勮勯呬呭呮呯呰呴嗕嗗嗘嗙嗚嗛囦囧囨囩囪囬堜堝堟堢堣堥変夊' +
  '夋夌夎夐婁婂婃婄婅婇嬩嬪嬫嬬嬭嬮屼屽屾岀岃岄嶄嶅嶆嶇嶈嶉庝庡庢庣庤庨忎忓忔忕忚忛愪愬愭愮愯愰戜戝戞戠' +
  '戣戦掍掑掓掔掕掗撲撳撴撶撹撻斾斿旀旂旇旈曚曞曟曠曡曢栦栧栨栫栬栭椾楀楁楃楄楅樹樺樻樼樿橀欎欏欐欑欒欓' +
  '氫氬氭氱氳氶涗涘涙涚涜涢滀滃滄滅滆滈濅濆濇濈濊濋炰炲炴炵炶為熶熷熸熺熻熼犱犲犳犵犺犻′″℃＄¤￠㈠㈡' +
  '㈢㈣㈤ｄｅｆｇｈｉやゅゆょよらヤュユョヨラ︿﹀︽︾﹁﹂туфхцчㄤㄥㄦㄧㄨㄩ╀╁╂╃╄╅颁板版扮拌' +
  '伴变卞辨辩辫遍蹭插叉茬茶查充冲虫崇宠抽翠村存寸磋撮典靛垫电佃甸朵跺舵剁惰堕蜂峰锋风疯烽镐稿告哥歌搁逛' +
  '瑰规圭硅归轰哄烘虹鸿洪讳诲绘荤昏婚间煎兼肩艰奸戒藉芥界借介句惧炬剧捐鹃夸垮挎跨胯块';

/**
 * What a text was before it was misread, as far as it can be told; blank where that is lost. `undefined` when it reads
 * well.
 */
export function misread(text: string): string | undefined {
  const [first = '', second = ''] = text;
  if (second !== '' && FIRST.includes(first) && (SECOND.includes(second) || /[?？€]/.test(second))) return '';
  // A hard blank among the signs is a plain one once the text has been through a cell.
  for (const each of [text, text.replaceAll(' ', '\u00a0')]) {
    const read = readBack(each);
    if (read !== undefined && CHINESE.test(read)) return read;
  }
  const read = unescaped(text);
  if (read !== undefined && CHINESE.test(read)) return read;
  return LOST.test(text) || HALVES.test(text) || OF_PROGRAMS.test(text.trim()) ? '' : undefined;
}

/** The text that escapes of HTML, of JSON or of addresses stand for; `undefined` where they stand for none. */
function unescaped(text: string): string | undefined {
  if (!ESCAPED.test(text)) return undefined;
  const signs = text
    .replace(/&#x([\da-f]+);/gi, (_, hex: string) => signOf(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, decimal: string) => signOf(Number(decimal)))
    .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => signOf(Number.parseInt(hex, 16)));
  return decoded(signs);
}

const signOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** What the bytes say in UTF-8 of which windows-1252 made this text; `undefined` where there are no such bytes. */
function readBack(text: string): string | undefined {
  const bytes: number[] = [];
  for (const sign of text) {
    const place = WINDOWS.indexOf(sign);
    const byte = place >= 0 ? 0x80 + place : (sign.codePointAt(0) ?? 0);
    if (byte > 0xff) return undefined;
    bytes.push(byte);
  }
  if (bytes.every(byte => byte < 0x80)) return undefined;
  return decoded(bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}

function decoded(escapes: string): string | undefined {
  try {
    return decodeURIComponent(escapes);
  } catch (error) {
    // Bytes that are no UTF-8 were not misread.
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
