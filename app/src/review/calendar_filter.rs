//! How the calendar is read, and what of it: the view, the region, the year; all in the address.

use chrono::{Datelike, NaiveDate};
use domain::region::Region;
use leptos::prelude::*;

use crate::{
    href,
    i18n::{region, t},
    server,
};

/// How the calendar is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Session,
    Date,
    State,
    Year,
}

impl Look {
    const ALL: [Look; 4] = [Look::Session, Look::Date, Look::State, Look::Year];

    pub fn name(self) -> &'static str {
        match self {
            Look::Session => "session",
            Look::Date => "date",
            Look::State => "state",
            Look::Year => "year",
        }
    }

    fn label(self) -> String {
        match self {
            Look::Session => t!("calendar-by-session"),
            Look::Date => t!("calendar-by-date"),
            Look::State => t!("calendar-by-state"),
            Look::Year => t!("calendar-by-year"),
        }
    }
}

/// What the address asks for.
pub(super) struct Asked {
    pub look: Look,
    pub region: Option<Region>,
    pub members: bool,
    pub year: i32,
    pub session: Option<u32>,
}

impl Asked {
    pub fn read(today: NaiveDate) -> Self {
        let parts = server::query_parts();
        let get = |name: &str| parts.get(name).map(String::as_str).unwrap_or_default();
        Self {
            look: Look::ALL.into_iter().find(|l| l.name() == get("view")).unwrap_or(Look::Session),
            region: Region::from_name(get("region")),
            members: get("members") == "yes",
            year: get("year").parse().ok().filter(|y| (2008..=2100).contains(y)).unwrap_or_else(|| today.year()),
            session: get("session").parse().ok(),
        }
    }

    /// Whether nothing is narrowed or chosen: the page of the tab itself.
    pub fn is_plain(&self) -> bool {
        self.region.is_none() && !self.members && self.session.is_none() && self.look != Look::Year
    }

    pub fn address(&self, look: Look) -> String {
        let region = self.region.map(|r| format!("&region={}", r.name())).unwrap_or_default();
        let members = if self.members { "&members=yes" } else { "" };
        format!("{}?view={}{region}{members}", href::CALENDAR, look.name())
    }
}

pub(super) fn tabs(asked: &Asked) -> impl IntoView + use<> {
    let links = Look::ALL
        .into_iter()
        .map(|look| {
            let current = (look == asked.look).then_some("page");
            view! { <li><a href=asked.address(look) aria-current=current>{look.label()}</a></li> }
        })
        .collect_view();
    view! { <nav class="tabs no-print" aria-label=t!("calendar-views")><ul>{links}</ul></nav> }
}

pub(super) fn filter_form(asked: &Asked) -> impl IntoView + use<> {
    let options = Region::ALL
        .into_iter()
        .map(|r| view! { <option value=r.name() selected=asked.region == Some(r)>{region(r)}</option> })
        .collect_view();
    let year = (asked.look == Look::Year).then(|| {
        view! {
            <div class="field">
                <label for="year">{t!("calendar-year")}</label>
                <input id="year" name="year" type="text" inputmode="numeric" value=asked.year.to_string()/>
            </div>
        }
    });
    view! {
        <form method="get" action=href::CALENDAR class="row no-print filter-row">
            <input type="hidden" name="view" value=asked.look.name()/>
            <div class="field">
                <label for="region">{t!("calendar-region")}</label>
                <select id="region" name="region">
                    <option value="">{t!("calendar-all-regions")}</option>
                    {options}
                </select>
            </div>
            <label class="check">
                <input type="checkbox" name="members" value="yes" checked=asked.members/>
                <span>{t!("calendar-members")}</span>
            </label>
            {year}
            <button type="submit" class="button quiet">{t!("calendar-show")}</button>
        </form>
    }
}
