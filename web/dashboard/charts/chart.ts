/**
 * Chart.js with only the parts we draw with; loaded when the first chart appears. Lines are scatters with their
 * points joined, columns are marks of our own: a controller each would cost every first visit 4 kB.
 */
import { Chart, LinearScale, LineElement, PointElement, ScatterController } from 'chart.js'

Chart.register(ScatterController, LineElement, PointElement, LinearScale)

export { Chart }
