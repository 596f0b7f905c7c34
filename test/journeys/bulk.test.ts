// Many rows at once in the dialog of the real page: chosen by hand and by a filter, looked at, changed, and put back.
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import { DeskPage, launchBrowser } from '../fixtures/page/browser.ts';
