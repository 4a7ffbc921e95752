import { useLocation } from '@tanstack/react-router'
import { useQueryOf } from '../app/client/index'
import { useParam } from '../app/navigation'
import { Faces } from '../ui/faces'
import { NewComplaint } from './NewComplaint'
import { OneComplaint } from './OneComplaint'

/** One complaint, or the form for a new one. */
export default function ComplaintScreen() {
  const id = useParam('id')
  const { searchStr } = useLocation()
  return id === 'new' ? <NewComplaint key={searchStr} search={searchStr} /> : <Stored key={id} id={id} />
}

function Stored({ id }: { readonly id: string }) {
  const answer = useQueryOf('complaints.get', { id })
  return (
    <Faces of={answer}>{complaint => <OneComplaint complaint={complaint} refetch={answer.refetch} />}</Faces>
  )
}
