//! The form of a unit as an Excel file: what is on record already, and room for the rest.
//!
//! In Vietnamese, for it goes to provinces. Headings are protected, without a password: that keeps a slip of the hand from
//! them, and nobody out. The same campaign gives the same bytes (decision 25). No cell is a formula.

use chrono::Datelike;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::code::Code;
use super::looks::Looks;
use super::plan::{ACTIVITIES, CHECKED, FIGURES, HIDDEN, MARK, NAME, REPORT, ROWS, Slot};
use crate::core::campaign::Campaign;
use crate::core::definition::Definition;
use crate::core::goals::Indicator;
use crate::core::names::{Lang, UnitIx};
use crate::core::particulars::{ActivityStatus, Mode};
use crate::core::record::Activity;
use crate::core::time::Date;
use crate::output::words;
use crate::text::{Arg, Catalogue, dates, numbers, sanitize};

/// The sheet with the lists from which kinds, SDGs and goals are chosen.
const LISTS: &str = "Danh mục";

/// The form of a unit.
///
/// # Errors
/// What the library refuses: a text beyond what a cell holds.
pub fn write(campaign: &Campaign, ix: UnitIx) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let code = Code::new(campaign.id(), &campaign.code(ix));
    let made = campaign.def().zone.local(campaign.recorded());
    let made = ExcelDateTime::from_ymd(u16::try_from(made.year()).unwrap_or(1970).max(1970), 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&made)
            .set_custom_property(MARK, code.written()),
    );
    let form = Writer {
        cat: Catalogue::new(Lang::Vi),
        campaign,
        ix,
        looks: Looks::new(),
    };
    form.report(book.add_worksheet())?;
    form.activities(book.add_worksheet())?;
    form.figures(book.add_worksheet())?;
    form.lists(book.add_worksheet())?;
    let hidden = book.add_worksheet();
    hidden.set_name(HIDDEN)?.set_very_hidden(true);
    hidden.write_string(0, 0, code.written())?;
    book.define_name(NAME, &format!("=\"{}\"", code.written()))?;
    book.save_to_buffer()
}

struct Writer<'a> {
    cat: Catalogue,
    campaign: &'a Campaign,
    ix: UnitIx,
    looks: Looks,
}

impl Writer<'_> {
    fn def(&self) -> &Definition {
        self.campaign.def()
    }

    fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.cat.tr_args(id, args)
    }

    /// Locked, but for what is to be filled in; rows may be put in and columns made wider.
    fn protect(page: &mut Worksheet) {
        page.protect_with_options(&ProtectionOptions {
            insert_rows: true,
            delete_rows: true,
            format_rows: true,
            format_columns: true,
            sort: true,
            ..ProtectionOptions::default()
        });
    }

    /// The name of the page in words, its printed form, and what stands above everything else.
    fn begin(&self, page: &mut Worksheet, name: &str, about: &str, columns: u16) -> Result<(), XlsxError> {
        page.set_name(self.cat.tr(name))?.set_landscape();
        page.set_paper_size(9).set_print_fit_to_pages(1, 0);
        page.write_string_with_format(0, 1, self.cat.tr(name), &self.looks.title)?;
        page.merge_range(1, 1, 1, columns.max(2), &self.cat.tr(about), &self.looks.words)?;
        page.set_row_height(1, 50)?;
        Ok(())
    }

    // ------------------------------------------------------------------ the report

    fn report(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let look = &self.looks;
        let def = self.def();
        page.set_name(self.cat.tr("workbook-page_report"))?
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        page.set_column_width(0, 1)?.set_column_hidden(0)?;
        page.set_column_width(1, 34)?.set_column_width(2, 70)?;
        let unit = words::name_in(self.campaign, self.ix, Lang::Vi);
        page.write_string_with_format(0, 1, self.cat.tr("workbook-title_form"), &look.title)?;
        let facts = [
            ("workbook-for_unit", unit),
            ("workbook-for_campaign", def.name.vi.clone()),
            ("workbook-by_deadline", def.deadline.words.vi.clone()),
        ];
        for (row, (label, value)) in (1_u32..).zip(&facts) {
            page.write_string_with_format(row, 1, self.cat.tr(label), &look.words)?;
            page.write_string_with_format(row, 2, fit(value), &look.words)?;
        }
        page.merge_range(5, 1, 5, 2, &self.cat.tr("workbook-how"), &look.words)?;
        page.set_row_height(5, 150)?;
        let latest = self.campaign.unit(self.ix).latest();
        for (row, slot) in (7_u32..).zip(REPORT) {
            page.write_string_with_format(row, 0, slot.key, &look.key)?;
            page.write_string_with_format(row, 1, self.cat.tr(slot.label), &look.fixed)?;
            match (slot.key, latest) {
                ("number", Some(v)) if !v.symbol.number.is_empty() => {
                    page.write_string_with_format(row, 2, fit(&v.symbol.number), &look.text)?;
                }
                ("dated", Some(v)) if v.symbol.dated.is_some() => {
                    when(page, (row, 2), v.symbol.dated, &look.day)?;
                }
                ("dated", _) => {
                    page.write_blank(row, 2, &look.day)?;
                }
                ("number", _) => {
                    page.write_blank(row, 2, &look.text)?;
                }
                _ => {
                    page.write_blank(row, 2, &look.paper)?;
                    page.set_row_height(row, 120)?;
                }
            }
        }
        Self::protect(page);
        page.set_active(true);
        Ok(())
    }

    // ------------------------------------------------------------------ activities

    fn activities(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let last = columns(ACTIVITIES).saturating_sub(1);
        self.begin(
            page,
            "workbook-page_activities",
            "workbook-about_activities",
            last,
        )?;
        let first = self.headings(page, ACTIVITIES)?;
        let here: Vec<&Activity> = self
            .campaign
            .unit(self.ix)
            .activities
            .iter()
            .map(AsRef::as_ref)
            .filter(|a| a.counts())
            .collect();
        for (row, activity) in (first..).zip(&here) {
            self.activity(page, row, activity)?;
        }
        let filled = first + u32::try_from(here.len()).unwrap_or(0);
        for row in filled..filled + ROWS {
            for (column, slot) in (0_u16..).zip(ACTIVITIES) {
                page.write_blank(row, column, self.open(slot.key))?;
            }
        }
        self.checks(page, first)?;
        page.set_freeze_panes(first, 0)?;
        page.set_repeat_rows(first - 1, first - 1)?;
        Self::protect(page);
        Ok(())
    }

    fn open(&self, key: &str) -> &Format {
        match key {
            "id" => &self.looks.fixed,
            "from" | "to" => &self.looks.day,
            "reach" => &self.looks.whole,
            "sdgs" | "goals" => &self.looks.text,
            _ => &self.looks.open,
        }
    }

    fn activity(&self, page: &mut Worksheet, row: u32, a: &Activity) -> Result<(), XlsxError> {
        let d = &a.details;
        let kind = self
            .def()
            .activity_kind(&d.kind)
            .map_or(d.kind.as_str(), |k| k.name.get(Lang::Vi));
        let today = self.campaign.date(self.campaign.recorded());
        for (column, slot) in (0_u16..).zip(ACTIVITIES) {
            let look = self.open(slot.key);
            let text = match slot.key {
                "id" => a.id.as_str().to_owned(),
                "kind" => kind.to_owned(),
                "title" => d.title.clone(),
                "mode" => self.word("mode", d.mode.id()),
                "status" => self.word("act_status", a.status(today).id()),
                "sdgs" => d.sdgs.join("; "),
                "goals" => d.goals.join("; "),
                "from" | "to" => {
                    let day = if slot.key == "from" { d.from } else { d.to };
                    when(page, (row, column), Some(day), look)?;
                    continue;
                }
                _ => {
                    match d.reach {
                        Some(n) => page.write_number_with_format(row, column, n as f64, look)?,
                        None => page.write_blank(row, column, look)?,
                    };
                    continue;
                }
            };
            page.write_string_with_format(row, column, fit(&text), look)?;
        }
        Ok(())
    }

    fn word(&self, group: &str, id: &str) -> String {
        self.cat.tr(&format!("{group}-{id}")).into_owned()
    }

    /// Lists to choose from and checks; each warns and lets go on, for an officer may know better than a list.
    fn checks(&self, page: &mut Worksheet, first: u32) -> Result<(), XlsxError> {
        let last = first + CHECKED;
        for (column, slot) in (0_u16..).zip(ACTIVITIES) {
            let check = match slot.key {
                "kind" => {
                    let n = self.def().activity_kinds.len();
                    DataValidation::new()
                        .allow_list_formula(Formula::new(format!("='{LISTS}'!$B$3:$B${}", n + 2)))
                }
                "mode" => self.listed(Mode::ALL.iter().map(|m| self.word("mode", m.id())))?,
                "status" => self.listed(
                    ActivityStatus::ALL
                        .iter()
                        .map(|s| self.word("act_status", s.id())),
                )?,
                "from" | "to" => {
                    let year = u16::try_from(self.def().year()).unwrap_or(2020);
                    DataValidation::new().allow_date(DataValidationRule::Between(
                        ExcelDateTime::from_ymd(year, 1, 1)?,
                        ExcelDateTime::from_ymd(year, 12, 31)?,
                    ))
                }
                "reach" => {
                    DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
                }
                _ => continue,
            };
            page.add_data_validation(first, column, last, column, &self.warning(check)?)?;
        }
        Ok(())
    }

    fn listed(&self, words: impl Iterator<Item = String>) -> Result<DataValidation, XlsxError> {
        let words: Vec<String> = words.collect();
        DataValidation::new().allow_list_strings(&words)
    }

    fn warning(&self, check: DataValidation) -> Result<DataValidation, XlsxError> {
        check
            .ignore_blank(true)
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title(self.cat.tr("workbook-check_title"))?
            .set_error_message(self.cat.tr("workbook-check"))
    }

    // ------------------------------------------------------------------ figures

    fn figures(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let last = columns(FIGURES).saturating_sub(1);
        self.begin(page, "workbook-page_figures", "workbook-about_figures", last)?;
        let first = self.headings(page, FIGURES)?;
        page.set_column_hidden(0)?;
        let def = self.def();
        for (row, indicator) in (first..).zip(&def.indicators) {
            let on_record = self.campaign.unit(self.ix).figure(&indicator.id).map(|f| f.value);
            for (column, slot) in (0_u16..).zip(FIGURES) {
                let text = match slot.key {
                    "indicator" => indicator.id.clone(),
                    "label" => indicator.label.vi.clone(),
                    "unit" => words::figure_unit(&self.cat, indicator).into_owned(),
                    "usual" => self.usual(indicator),
                    "last" => on_record
                        .map(|n| words::figure_value(&self.cat, indicator, n))
                        .unwrap_or_default(),
                    _ => {
                        self.value(page, (row, column), indicator, on_record)?;
                        continue;
                    }
                };
                page.write_string_with_format(row, column, fit(&text), &self.looks.fixed)?;
            }
        }
        page.set_freeze_panes(first, 0)?;
        Self::protect(page);
        Ok(())
    }

    fn usual(&self, i: &Indicator) -> String {
        if i.kind == "bool" {
            return [1.0, 0.0]
                .map(|n| words::figure_value(&self.cat, i, n))
                .join(" / ");
        }
        let [least, most] = [i.soft_min, i.soft_max].map(|n| numbers::plain(Lang::Vi, n));
        self.say(
            "workbook-between",
            &[("least", least.into()), ("most", most.into())],
        )
    }

    fn value(
        &self,
        page: &mut Worksheet,
        (row, column): (u32, u16),
        i: &Indicator,
        on_record: Option<f64>,
    ) -> Result<(), XlsxError> {
        let places = "0".repeat(i.decimals.into());
        let format = if places.is_empty() {
            "#,##0".to_owned()
        } else {
            format!("#,##0.{places}")
        };
        let look = if i.kind == "bool" {
            self.looks.open.clone()
        } else {
            self.looks.open.clone().set_num_format(format)
        };
        let check = if i.kind == "bool" {
            self.listed(
                [1.0, 0.0]
                    .into_iter()
                    .map(|n| words::figure_value(&self.cat, i, n)),
            )?
        } else {
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(i.hard_min, i.hard_max))
        };
        page.add_data_validation(row, column, row, column, &self.warning(check)?)?;
        match on_record {
            Some(n) if i.kind == "bool" => {
                page.write_string_with_format(row, column, words::figure_value(&self.cat, i, n), &look)?
            }
            Some(n) => page.write_number_with_format(row, column, n, &look)?,
            None => page.write_blank(row, column, &look)?,
        };
        Ok(())
    }

    // ------------------------------------------------------------------ lists

    /// What can be chosen, with the names: nobody needs to know `9.c` by heart.
    fn lists(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let (def, look) = (self.def(), &self.looks);
        page.set_name(LISTS)?
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        page.write_string_with_format(0, 0, self.cat.tr("workbook-page_lists"), &look.title)?;
        let kinds = def
            .activity_kinds
            .iter()
            .map(|k| (String::new(), k.name.vi.clone()))
            .collect();
        let sdgs = def
            .goals
            .sdgs
            .iter()
            .map(|g| (g.n.to_string(), g.title.vi.clone()));
        let ict = def
            .goals
            .ict_targets
            .iter()
            .map(|t| (t.id.clone(), t.note.vi.clone()));
        let goals = def.goals.goals.iter().map(|g| (g.id.clone(), g.title.vi.clone()));
        let targets = def
            .goals
            .targets
            .iter()
            .map(|t| (t.id.clone(), t.title.vi.clone()));
        let groups: [(&str, Vec<(String, String)>); 3] = [
            ("workbook-kind", kinds),
            ("workbook-sdgs", sdgs.chain(ict).collect()),
            ("workbook-goals", goals.chain(targets).collect()),
        ];
        for (left, (heading, rows)) in (0_u16..).step_by(2).zip(&groups) {
            page.set_column_width(left, 7)?.set_column_width(left + 1, 46)?;
            page.merge_range(1, left, 1, left + 1, &self.cat.tr(heading), &look.heading)?;
            for (row, (id, name)) in (2_u32..).zip(rows) {
                page.write_string_with_format(row, left, fit(id), &look.fixed)?;
                page.write_string_with_format(row, left + 1, fit(name), &look.fixed)?;
            }
        }
        Self::protect(page);
        Ok(())
    }

    /// A hidden row with the stable words, and the headings that people see; gives the first row below them.
    fn headings(&self, page: &mut Worksheet, slots: &[Slot]) -> Result<u32, XlsxError> {
        let (keys, heads) = (2, 3);
        for (column, slot) in (0_u16..).zip(slots) {
            page.write_string_with_format(keys, column, slot.key, &self.looks.key)?;
            page.write_string_with_format(heads, column, self.cat.tr(slot.label), &self.looks.heading)?;
            page.set_column_width(column, slot.width)?;
        }
        page.set_row_hidden(keys)?;
        page.set_row_height(heads, 34)?;
        Ok(heads + 1)
    }
}

fn columns(slots: &[Slot]) -> u16 {
    u16::try_from(slots.len()).unwrap_or(u16::MAX)
}

fn when(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    day: Option<Date>,
    look: &Format,
) -> Result<(), XlsxError> {
    let part = |n: u32| u8::try_from(n).unwrap_or(1);
    let known = day.and_then(|d| {
        ExcelDateTime::from_ymd(u16::try_from(d.year()).ok()?, part(d.month()), part(d.day())).ok()
    });
    match (known, day) {
        (Some(known), _) => page.write_datetime_with_format(row, column, known, look)?,
        // One that a spreadsheet does not know.
        (None, Some(day)) => page.write_string_with_format(row, column, dates::date_full(day), look)?,
        (None, None) => page.write_blank(row, column, look)?,
    };
    Ok(())
}

/// A text as a cell may have it.
fn fit(text: &str) -> String {
    sanitize::block(text).chars().take(8_000).collect()
}
