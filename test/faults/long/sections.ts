import type { Section } from './section.ts';
import { crashes } from './sections/crashes.ts';
import { history } from './sections/history.ts';
import { keys } from './sections/keys.ts';
import { kills } from './sections/kills.ts';
import { outage } from './sections/outage.ts';
import { outcomesOn } from './sections/outcomes.ts';
import { findPlants } from './sections/plants.ts';
import { races } from './sections/races.ts';

/** All parts of the long tier: those that take longest first, those that mostly wait beside them. */
export const sections = {
  'history 1': history(250_000),
  'history 2': history(250_000),
  'history 3': history(250_000),
  'history 4': history(250_000),
  'outcomes on dynoxide': outcomesOn('dynoxide'),
  outage,
  'outcomes on dynalite': outcomesOn('dynalite'),
  kills,
  crashes,
  keys,
  races,
  plants: findPlants,
} satisfies Record<string, Section>;

export type SectionName = keyof typeof sections;

export const isSectionName = (name: string): name is SectionName => Object.hasOwn(sections, name);
