// The light in the top bar: whether what the person typed is safe, and whether what is shown is the latest.
import { byId } from './element.ts';

export interface PageState {
  /** Whether the feed of the server is heard. */
  connected: boolean;
  /** Edits that the server has not answered. */
  pending: number;
  /** Whether the last try to send one failed. */
  failing: boolean;
  /** Whether changes of others wait to be shown. */
  behind: boolean;
  /** Whether what the add-on works with can be reached. */
  serviceUp: boolean;
}

/** What is worst is said. Pure. */
function lightOf({ connected, pending, failing, behind, serviceUp }: PageState): {
  name: string;
  text: string;
} {
  if (!connected || failing) {
    const unsaved = pending > 0 ? `，${pending} 处修改还没有保存，请不要关闭页面` : '';
    return { name: 'offline', text: `连接中断${unsaved}，正在重连…` };
  }
  if (pending > 0) return { name: 'saving', text: '正在保存…' };
  if (!serviceUp) return { name: 'dead', text: '已存入表格，服务正在重启，稍后自动提交' };
  if (behind) return { name: 'behind', text: '已保存，有新内容，输入完成后显示' };
  return { name: 'saved', text: '已保存' };
}

export function showLight(state: PageState): void {
  const { name, text } = lightOf(state);
  const light = byId('state');
  if (light.dataset['state'] === name && light.textContent === text) return;
  light.dataset['state'] = name;
  light.textContent = text;
}
