// Parts and sides of one thing of which a text speaks of the one or of the other: what is wrong with the indoor unit of
// an air conditioner is not what is wrong with the outdoor unit. A line has the sides of one thing, each by all names.

const CONTRASTS = `
  内机 室内机 里机 挂机里面 | 外机 室外机 外挂机
  冷藏 保鲜室 | 冷冻 冷冻室
  左耳 左边耳机 | 右耳 右边耳机
  听筒 | 话筒 麦克风 对方听不 别人听不
  前刹 前轮 | 后刹 后轮
  大灯 前灯 前照灯 | 尾灯 后灯 | 转向灯
  前置 前摄 | 后置 后摄
  洗澡水 热水 | 冷水
  底火 下管 | 上管
`;

const SIDES = CONTRASTS.trim()
  .split('\n')
  .map(line => line.split('|').map(side => side.trim().split(/\s+/)));

/** Whether one text speaks of one side only, and the other of another. */
export function areOfOtherSides(a: string, b: string): boolean {
  return SIDES.some(sides => {
    const [ofA, ofB] = [a, b].map(text => sides.filter(names => names.some(name => text.includes(name))));
    return ofA?.length === 1 && ofB?.length === 1 && ofA[0] !== ofB[0];
  });
}
