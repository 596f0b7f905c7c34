// Requests about the basic filter and filter views.
import { z } from 'zod';
import type { FilterView, WorkbookData } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import { gridRange, rangeBodyOf, rangeOf, sheetId } from '../grid-range.ts';
import { namedFields } from '../mask.ts';
import { booleanCondition } from './conditional-formats.ts';
import { findKept, freeId, type RequestKind, request } from './request.ts';
import { sortSpecs } from './sort.ts';

const criteria = z.strictObject({
  hiddenValues: z.array(z.string()).optional(),
  condition: booleanCondition.optional(),
});

const filterView = z.strictObject({
  filterViewId: z.int().min(0).optional(),
  title: z.string().min(1).optional(),
  range: gridRange.optional(),
  criteria: z.record(z.string().regex(/^\d+$/), criteria).optional(),
  filterSpecs: z
    .array(z.strictObject({ columnIndex: z.int().min(0).default(0), filterCriteria: criteria }))
    .optional(),
  sortSpecs: sortSpecs.optional(),
});

const setBasicFilter = request(
  z.strictObject({ filter: z.strictObject({ range: gridRange }) }),
  ({ filter }, { data, write }) => {
    const range = rangeOf(data, filter.range);
    write({ type: 'rules', sheetId: range.sheetId, rules: { basicFilter: range } });
  },
);

const clearBasicFilter = request(z.strictObject({ sheetId }), (body, { write }) =>
  write({ type: 'rules', sheetId: body.sheetId, rules: { basicFilter: null } }),
);

const addFilterView = request(z.strictObject({ filter: filterView }), ({ filter }, { data, write }) => {
  const id = filter.filterViewId ?? freeId(data);
  if (!filter.range) throw invalidArgument('filter.range is missing');
  if (data.sheets.some(sheet => sheet.filterViews.some(view => view.filterViewId === id))) {
    throw invalidArgument(`A filter view with the id ${id} already exists`);
  }
  const range = rangeOf(data, filter.range);
  const kept = sheetOf(data, range.sheetId).filterViews;
  const view: FilterView = {
    filterViewId: id,
    title: filter.title ?? freeTitle(kept),
    range,
    criteria: criteriaOf(filter),
    ...(filter.sortSpecs && { sorts: filter.sortSpecs.map(sortOf) }),
  };
  checkTitle(kept, view);
  checkColumns(view);
  write({ type: 'rules', sheetId: range.sheetId, rules: { filterViews: [...kept, view] } });
  return { filter: filterViewBodyOf(data, view) };
});

const VIEW_FIELDS = ['title', 'range', 'criteria', 'filterSpecs', 'sortSpecs'] as const;

const updateFilterView = request(
  z.strictObject({ filter: filterView, fields: z.string().default('') }),
  ({ filter, fields }, { data, write }) => {
    const { sheet, item: before } = findView(data, filter.filterViewId ?? 0);
    const view: FilterView = { ...before };
    for (const field of namedFields(fields, VIEW_FIELDS)) {
      if (field === 'title') view.title = filter.title ?? before.title;
      else if (field === 'range') view.range = filter.range ? rangeOf(data, filter.range) : before.range;
      else if (field === 'sortSpecs') {
        if (filter.sortSpecs) view.sorts = filter.sortSpecs.map(sortOf);
        else delete view.sorts;
      } else view.criteria = criteriaOf(filter);
    }
    if (view.range.sheetId !== sheet.properties.sheetId)
      throw invalidArgument('filter.range is on another sheet');
    checkTitle(sheet.filterViews, view);
    checkColumns(view);
    const views = sheet.filterViews.map(each => (each === before ? view : each));
    write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { filterViews: views } });
  },
);

const deleteFilterView = request(
  z.strictObject({ filterId: z.int().min(0).default(0) }),
  (body, { data, write }) => {
    const { sheet, item } = findView(data, body.filterId);
    const views = sheet.filterViews.filter(view => view !== item);
    write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { filterViews: views } });
  },
);

const findView = (data: Readonly<WorkbookData>, id: number) =>
  findKept(
    data,
    sheet => sheet.filterViews,
    view => view.filterViewId,
    id,
    'filter view',
  );

type Criteria = Record<string, z.infer<typeof criteria>>;

/** Criteria by column index; filterSpecs win over criteria, as with Google. */
function criteriaOf(filter: z.infer<typeof filterView>): Criteria {
  if (!filter.filterSpecs) return filter.criteria ?? {};
  return Object.fromEntries(filter.filterSpecs.map(spec => [String(spec.columnIndex), spec.filterCriteria]));
}

const sortOf = ({ dimensionIndex, sortOrder }: z.infer<typeof sortSpecs>[number]) => ({
  column: dimensionIndex,
  order: sortOrder,
});

function freeTitle(views: FilterView[]): string {
  for (let n = views.length + 1; ; n += 1) {
    if (!views.some(view => view.title === `Filter ${n}`)) return `Filter ${n}`;
  }
}

function checkTitle(views: FilterView[], view: FilterView): void {
  if (views.some(each => each.filterViewId !== view.filterViewId && each.title === view.title)) {
    throw invalidArgument(
      `A filter view with the name "${view.title}" already exists. Please enter another name.`,
    );
  }
}

/** A view filters by columns of its own range and no others. */
function checkColumns({ range, criteria: given }: FilterView): void {
  const outside = Object.keys(given).find(
    column => Number(column) < range.startColumn || Number(column) >= range.endColumn,
  );
  if (outside !== undefined)
    throw invalidArgument(`Criteria column ${outside} is outside of the filter range`);
}

export function filterViewBodyOf(data: Readonly<WorkbookData>, view: FilterView): object {
  const { criteria: given } = view;
  const columns = Object.entries(given);
  return {
    filterViewId: view.filterViewId,
    title: view.title,
    range: rangeBodyOf(data, view.range),
    ...(view.sorts && {
      sortSpecs: view.sorts.map(({ column, order }) => ({ dimensionIndex: column, sortOrder: order })),
    }),
    ...(columns.length > 0 && {
      criteria: given,
      filterSpecs: columns.map(([column, filterCriteria]) => ({
        columnIndex: Number(column),
        filterCriteria,
      })),
    }),
  };
}

export const FILTER_REQUESTS: Record<string, RequestKind> = {
  setBasicFilter,
  clearBasicFilter,
  addFilterView,
  updateFilterView,
  deleteFilterView,
};
