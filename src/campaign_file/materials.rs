//! All reference data that a new campaign can be made of, read once: whoever fills a form in asks no disk while they type.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike as _;

use super::fresh::{NewCampaign, id_for};
use crate::core::calendar::Calendar;
use crate::core::definition::Definition;
use crate::core::form::{CampaignForm, EDITIONS, References, edition_for};
use crate::core::goals::{Goals, Indicator, serving};
use crate::core::reference::{EditionDocument, Office, Theme};
use crate::core::roster::Roster;
use crate::core::time::Date;
use crate::refdata::{self, RefError, Source};

/// What a campaign can be made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// As it holds.
    pub def: Arc<Definition>,
    /// Its texts are written to be carried over.
    pub settled: bool,
}

/// An edition of the Connect 2030 Agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Its id.
    pub id: &'static str,
    /// Its goals, with the SDGs.
    pub goals: Goals,
    /// What is sent along.
    pub documents: Vec<EditionDocument>,
    /// Which of its targets each indicator serves.
    serves: BTreeMap<String, Vec<String>>,
}

/// Everything that a campaign's form can name.
#[derive(Debug, Clone, PartialEq)]
pub struct Materials {
    /// What it can be made from, the one that is proposed first.
    pub models: Vec<Model>,
    /// The rosters, oldest first.
    pub rosters: Vec<Roster>,
    /// The editions of the Connect 2030 Agenda, oldest first.
    pub editions: Vec<Edition>,
    /// The SDGs without an edition.
    plain: Goals,
    themes: Vec<Theme>,
    offices: Vec<Office>,
    /// Figures that can be asked for.
    pub indicators: Vec<Indicator>,
    /// Working days.
    pub calendar: Calendar,
}

impl Materials {
    /// Reads everything. `opened` is the campaign that this store was used for last, which can serve as a model.
    ///
    /// # Errors
    /// A file that the house put in the place of ours is wrong.
    pub fn read(source: &Source, opened: Option<Arc<Definition>>) -> Result<Self, RefError> {
        let settled = refdata::model_ids().filter_map(refdata::model).map(|def| Model {
            def: Arc::new(def),
            settled: true,
        });
        let shipped = refdata::campaign_ids()
            .filter_map(refdata::shipped_campaign)
            .map(Arc::new);
        let known = opened.as_ref().map(|d| d.id.clone());
        let used = opened
            .into_iter()
            .chain(shipped.filter(|d| Some(&d.id) != known.as_ref()));
        let mut models: Vec<Model> = settled.collect();
        // The newest first.
        models.reverse();
        models.extend(used.map(|def| Model { def, settled: false }));
        let mut rosters: Vec<Roster> = refdata::roster_ids()
            .map(|id| source.roster(id))
            .collect::<Result<_, _>>()?;
        for model in &models {
            if !rosters.iter().any(|r| r.id() == model.def.roster.id()) {
                rosters.push(model.def.roster.clone());
            }
        }
        let editions = EDITIONS.into_iter().map(|id| {
            Ok(Edition {
                id,
                goals: source.goals(Some(id))?,
                documents: source.edition_documents(id)?,
                serves: source.edition_indicators(id)?,
            })
        });
        Ok(Self {
            models,
            rosters,
            editions: editions.collect::<Result<_, RefError>>()?,
            plain: source.goals(None)?,
            themes: source.themes()?,
            offices: source.offices()?,
            indicators: source.indicators()?,
            calendar: source.calendar()?,
        })
    }

    /// The roster of an id that a file names, which the house may have put beside ours.
    ///
    /// # Errors
    /// There is none, or its file is wrong.
    pub fn hold_roster(&mut self, source: &Source, id: &str) -> Result<(), RefError> {
        if !self.rosters.iter().any(|r| r.id() == id) {
            self.rosters.push(source.roster(id)?);
        }
        Ok(())
    }

    /// The roster in force on a day: the last that holds.
    fn roster_on(&self, day: Date) -> Option<&Roster> {
        let holding = self.rosters.iter().filter(|r| r.holds_on(day));
        holding.max_by_key(|r| r.valid_from())
    }

    /// The form of a new campaign on a Day, made from a model, with what stands at the head of its file; none where no roster is in force on that day.
    pub fn fresh(&self, model: &Model, day: Date) -> Option<(CampaignForm, Vec<String>)> {
        let roster = self.roster_on(day)?;
        let id = id_for(model.def.id.as_str(), day.year());
        let theme = self.themes.iter().find(|t| t.year == day.year());
        let edition = self.editions.iter().find(|e| e.id == edition_for(day.year()));
        let new = NewCampaign {
            id: &id,
            from: &model.def,
            settled: model.settled,
            roster: roster.id(),
            day,
            theme: theme.and_then(|t| Some((t.theme.as_ref()?, t.is_official()))),
            offices: &self.offices,
            edition: edition.map_or(&[], |e| &e.documents),
        };
        Some((new.form(), new.head()))
    }

    /// The reference data that a form names; none where it names a roster that is not there.
    pub fn references(&self, form: &CampaignForm) -> Option<References> {
        let edition = form.edition();
        let found = self.editions.iter().find(|e| Some(e.id) == edition);
        Some(References {
            roster: self.rosters.iter().find(|r| r.id() == form.roster)?.clone(),
            goals: found.map_or_else(|| self.plain.clone(), |e| e.goals.clone()),
            indicators: serving(self.indicators.clone(), found.map(|e| &e.serves)),
            calendar: self.calendar.clone(),
        })
    }
}
