/** A simplified character and its traditional one, of those that names here are written with. */
const TRADITIONAL = new Map(
  `
  万萬 与與 业業 东東 两兩 为為 丽麗 义義 乌烏 习習 买買 云雲 亚亞 产產 亲親 众眾 会會 伟偉 伦倫 体體 债債 储儲 党黨 兰蘭 关關 兹茲 内內 冈岡 军軍 冲衝 准準 几幾 凯凱 刚剛 别別 务務 区區
  华華 协協 卢盧 卫衛 历歷 厦廈 参參 发發 叙敘 叶葉 后後 国國 图圖 圆圓 圣聖 坚堅 坞塢 奥奧 宁寧 宝寶 宫宮 宾賓 对對 尔爾 岘峴 岛島 带帶 广廣 庄莊 庆慶 库庫 开開 强強 当當 总總 恒恆 悦悅
  戏戲 战戰 户戶 扬揚 报報 挝撾 数數 无無 旧舊 时時 晋晉 术術 机機 来來 杰傑 柜櫃 检檢 楼樓 横橫 欧歐 毕畢 汉漢 泽澤 济濟 涛濤 温溫 湾灣 满滿 滨濱 灵靈 热熱 爱愛 狮獅 猪豬 电電 矶磯 积積
  税稅 窝窩 红紅 约約 纳納 纽紐 组組 织織 经經 统統 绳繩 维維 缅緬 罗羅 聂聶 联聯 肃肅 腊臘 舰艦 节節 苏蘇 莱萊 萨薩 规規 计計 议議 讯訊 记記 讷訥 访訪 词詞 语語 诸諸 诺諾 调調 贝貝 财財
  贵貴 贸貿 费費 贺賀 贾賈 资資 赖賴 赛賽 车車 辅輔 边邊 辽遼 达達 迈邁 运運 远遠 连連 选選 逊遜 邮郵 郑鄭 针針 铁鐵 银銀 锡錫 锦錦 镑鎊 长長 门門 问問 间間 队隊 阳陽 阶階 陆陸 陕陝 韦韋
  韩韓 顿頓 颇頗 题題 颠顛 马馬 驻駐 鲁魯 鲜鮮 麦麥 齐齊 龙龍
`
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** A phrase in traditional characters, one for one: `韩国` → `韓國`. */
export function traditional(phrase: string): string {
  return [...phrase].map((character) => TRADITIONAL.get(character) ?? character).join('');
}
