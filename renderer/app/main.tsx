import './boot'

// A dynamic import, so that no chunk shared with a lazy screen can run before the line above.
void import('./start').then(({ start }) => start())
