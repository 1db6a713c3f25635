/** Which of the three doors is open: setting up, signing in, or the rooms. */
import { roomName } from './address.ts'
import { Refused } from './api.ts'
import { learnSession, session } from './session.ts'
import { SetUp } from './set-up/SetUp.tsx'
import { Failure, Waiting } from './shell/Settled.tsx'
import { Shell } from './shell/Shell.tsx'
import { SignIn } from './sign-in/SignIn.tsx'

export function App() {
  const who = session.value
  if (roomName.value === 'setup') return <SetUp />
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
