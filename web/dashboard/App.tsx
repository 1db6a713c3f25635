/** Which of the three doors is open: setting up, signing in, or the rooms. */
import { roomName } from './address.ts'
import { Refused } from './reply.ts'
import { learnSession, session } from './session.ts'
import { later } from './shell/later.tsx'
import { Failure, Waiting } from './shell/Settled.tsx'
import { Shell } from './shell/Shell.tsx'

const SetUp = later(async () => (await import('./set-up/SetUp.tsx')).SetUp)
const Join = later(async () => (await import('./join/Join.tsx')).Join)
const SignIn = later(async () => (await import('./sign-in/SignIn.tsx')).SignIn)

export function App() {
  const who = session.value
  if (roomName.value === 'setup') return <SetUp />
  if (roomName.value === 'join') return <Join />
  switch (who.state) {
    case 'unknown':
      return <Waiting />
    case 'unreachable':
      return (
        <main class="alone">
          <Failure problem={new Refused(0, 'unreachable')} retry={() => void learnSession()} />
        </main>
      )
    case 'nobody':
      return <SignIn />
    case 'signed-in':
      return <Shell session={who.session} />
    default:
      return who satisfies never
  }
}
