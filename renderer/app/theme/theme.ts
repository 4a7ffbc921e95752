import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  Tooltip
} from '@mantine/core'
import { fontStack, monoStack } from './fonts'

/** The one accent: a blue that keeps 4.5:1 on white at shade 7 and on the dark ground at shade 4. */
const accent: MantineColorsTuple = [
  '#eef3fd',
  '#dae5fa',
  '#b3c9f3',
  '#8aabec',
  '#6b93e6',
  '#4c7ade',
  '#3667d0',
  '#2a56b6',
  '#21458f',
  '#1b366d'
]

/** Calm greys with a trace of blue. */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e3e6eb',
  '#d2d7de',
  '#b4bbc6',
  '#8d96a5',
  '#66707f',
  '#4a5361',
  '#323a46',
  '#1d232c'
]

/** Ground and lines of the dark face, lightest first. */
const dark: MantineColorsTuple = [
  '#dde2ea',
  '#bcc4d0',
  '#949eae',
  '#667183',
  '#455061',
  '#353e4c',
  '#272e39',
  '#1c222b',
  '#161b22',
  '#11151b'
]

/** White words on shades 6 and 7, as on a filled button, reach 4.5:1. */
const red: MantineColorsTuple = [
  '#fdeeec',
  '#fbd9d5',
  '#f6b3ac',
  '#f08c83',
  '#e8665c',
  '#dc463c',
  '#cb352c',
  '#b3261e',
  '#931d17',
  '#751510'
]

/** Dense by default: small controls, 4 px radius, no shadows where a line will do. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark, red },
  fontFamily: fontStack,
  fontFamilyMonospace: monoStack,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.5' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  headings: {
    fontFamily: fontStack,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.4' }
    }
  },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 28, variant: 'subtle', color: 'gray' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: false,
        yOffset: '10vh',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.3 },
        // The header of a dialog is no banner of the page.
        attributes: { header: { role: 'presentation' } }
      }
    }),
    // A menu opens on its first item; Mantine's placeholder before it is no item of a menu.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Badge: { defaultProps: { size: 'sm', radius: 'sm' } },
    Table: { defaultProps: { verticalSpacing: 4, fz: 'sm' } }
  }
})

/** Grounds and words of notices: Mantine's own words are too pale on their ground. */
const notices = {
  '--mantine-color-yellow-light': 'var(--fab-warn-bg)',
  '--mantine-color-yellow-light-color': 'var(--fab-warn-fg)',
  '--mantine-color-teal-light': 'var(--fab-ok-bg)',
  '--mantine-color-teal-light-color': 'var(--fab-ok-fg)'
}

/**
 * Mantine's own variables brought to our contrast, light and dark. Everything else is in tokens.css.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1d232c',
    '--mantine-color-dimmed': '#5a6473',
    '--mantine-color-placeholder': '#6b7483',
    '--mantine-color-anchor': '#2a56b6',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#cdd3db',
    ...notices
  },
  dark: {
    '--mantine-color-body': '#161b22',
    '--mantine-color-text': '#dde2ea',
    '--mantine-color-dimmed': '#9aa5b5',
    '--mantine-color-placeholder': '#8a95a5',
    '--mantine-color-anchor': '#8aabec',
    '--mantine-color-error': '#ff9b92',
    '--mantine-color-default': '#1c222b',
    '--mantine-color-default-border': '#3d4756',
    ...notices
  }
})
