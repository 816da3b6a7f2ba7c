/** 对吗, 是吗, 吧 at the end of a question, 是不是, 属实 and 听说 anywhere in it: whether something is so. 什么 and 怎么 ask something else. */
const whether =
  /(?:对吗|对不对|对吧|是吗|是吧|吗|吧|(?<![什怎这那多])么)[?？。!！]*$|准吗|是不是|是否|属实|准不准|听说|据说|有没有错/

/** Whether a message asks if what it says is so. */
export const asksIfSo = (text: string): boolean => whether.test(text)
