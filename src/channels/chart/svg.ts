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

/** A text in lines that are about as long as a width allows. */
const wrapped = (text: string, size: number, room: number): string[] => {
  const most = Math.floor(room / size)
  return Array.from({ length: Math.ceil(text.length / most) }, (_, i) => text.slice(i * most, (i + 1) * most))
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
    min: Math.min(0, ...data.points.map(({ figure }) => figure.value)),
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
        data: data.points.map(({ figure }) => figure.value),
        barMaxWidth: isColumns ? 110 : 38,
        itemStyle: { color: colour },
        label: {
          show: true,
          position: isColumns ? 'top' : 'right',
          color: ink,
          fontSize: 26,
          fontFamily: font,
          formatter: ({ dataIndex }: { dataIndex: number }) => figureText(data.points[dataIndex]!.figure),
        },
      },
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
