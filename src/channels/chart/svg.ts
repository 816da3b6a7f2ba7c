import { BarChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { figureText } from '../../answer/figure.ts'
import type { ChartData } from './data.ts'

/** The drawing, by ECharts on the server: no browser, no canvas. */

use([BarChart, GridComponent, TitleComponent, GraphicComponent, SVGRenderer])

/** px; shown on a phone at about half of it, so that the smallest letters are as large as those of the chat. */
const width = 900
const font = 'Noto Sans SC'
const ink = '#1f2933'
const faint = '#52606d'
const colour = '#2b6cb0'

/** A text in lines that are about as long as a width allows; a number stays whole, letters of Latin are about half as wide. */
function wrapped(text: string, size: number, room: number): string[] {
  const lines = ['']
  let used = 0
  for (const [piece] of text.matchAll(/[0-9.]+|./gsu)) {
    const own = [...piece].reduce((sum, letter) => sum + (letter < '\u0100' ? 0.6 : 1), 0) * size
    if (used > 0 && used + own > room) {
      lines.push('')
      used = 0
    }
    lines[lines.length - 1] += piece
    used += own
  }
  return lines
}

/** Height grows with the bars, so that letters never shrink. */
const heightOf = (data: ChartData, titleLines: number): number =>
  data.kind === 'columns' ? 640 + titleLines * 44 : 150 + titleLines * 44 + data.points.length * 64

export function chartSvg(data: ChartData): string {
  const title = wrapped(data.title, 32, width - 60)
  const height = heightOf(data, title.length)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  const isColumns = data.kind === 'columns'
  const labels = data.points.map(({ label }) => label)
  const names = {
    type: 'category' as const,
    data: labels,
    inverse: !isColumns,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: faint } },
    axisLabel: { color: ink, fontSize: 26, fontFamily: font, interval: 0, width: 300, overflow: 'break' as const },
  }
  const values = {
    type: 'value' as const,
    show: false,
    min: Math.min(0, ...data.points.map(({ figure }) => figure?.value ?? 0)),
  }
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: font },
    title: {
      text: title.join('\n'),
      left: 30,
      top: 24,
      textStyle: { color: ink, fontSize: 32, lineHeight: 44, fontWeight: 'normal', fontFamily: font },
    },
    graphic: [
      {
        type: 'text',
        left: 30,
        bottom: 22,
        style: { text: wrapped(data.footer, 22, width - 60).join('\n'), fill: faint, fontSize: 22, fontFamily: font },
      },
    ],
    grid: {
      left: 30,
      right: isColumns ? 30 : 150,
      top: 60 + title.length * 44,
      bottom: 80,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: isColumns ? names : values,
    yAxis: isColumns ? values : names,
    series: [
      {
        type: 'bar',
        data: data.points.map(({ figure }) => figure?.value ?? null),
        barMaxWidth: isColumns ? 110 : 38,
        itemStyle: { color: colour },
        label: {
          show: true,
          position: isColumns ? 'top' : 'right',
          color: ink,
          fontSize: 26,
          fontFamily: font,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const { figure } = data.points[dataIndex]!
            return figure ? figureText(figure) : ''
          },
        },
      },
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
