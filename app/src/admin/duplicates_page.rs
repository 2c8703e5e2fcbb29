//! `/admin/duplicates`: pairs of entries that may be one person, side by side.

use backend::{
    access,
    people::{self, DuplicateView, Side},
};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    Tabs,
    register_fns::{DismissDuplicate, LookForDuplicates, MergePersons},
};
use crate::{
    href,
    i18n::{match_reason, short_date, t},
    server,
    ui::{Crumbs, Empty, Form, Hidden, Page, Pager, Part, Submit, page},
};

/// Pairs on the page.
const MOST: u64 = 10;

/// The review queue.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ManagePeople>(&req.ctx)?;
        let number = server::query_part("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let found = people::waiting_duplicates(&req.ctx, &granted, number, MOST).await?;
        let (part, count, pairs) = (Part::of_paged(&found), found.total, found.rows);
        let form = Form::of(&req.flash, "merge").asks::<forms::MergePersons>();
        let cards = pairs.iter().map(pair).collect_view();
        let none = pairs.is_empty();
        let body = view! {
            <Crumbs trail=vec![(href::ADMIN_PEOPLE.to_owned(), t!("people-title"))]/>
            <h1>{t!("duplicates-title")}</h1>
            <Tabs here=href::ADMIN_PEOPLE/>
            <p class="lead">{t!("duplicates-lead")}</p>
            {form.summary()}
            <p>{t!("duplicates-count", n = count)}</p>
            {if none { view! { <Empty text=t!("duplicates-none")>""</Empty> }.into_any() } else { cards.into_any() }}
            <Pager address=href::ADMIN_DUPLICATES part=part/>
            <form method="post" class="row" action=LookForDuplicates::url()>
                <Submit label=t!("duplicates-look") class="button quiet"/>
            </form>
        };
        Ok(Page::wide(t!("duplicates-title"), body))
    })
}

fn pair(pair: &DuplicateView) -> impl IntoView + use<> {
    let why: Vec<String> = pair.reasons.iter().map(|r| match_reason(*r)).collect();
    let (one, other) = (pair.one.person.to_string(), pair.other.person.to_string());
    let keep = |merged: &str, kept: &str, name: String| {
        view! {
            <form method="post" action=MergePersons::url()>
                <Hidden name="back" value="duplicates"/>
                <Hidden name="merged" value=merged/>
                <Hidden name="kept" value=kept/>
                <Submit label=t!("duplicates-keep", name = name) class="button quiet"/>
            </form>
        }
    };
    view! {
        <section class="card">
            <h2>{t!("duplicates-score", score = pair.score.to_string(), why = why.join(", "))}</h2>
            <div class="columns">
                <div class="stack">{side(&pair.one)}{keep(&other, &one, pair.one.name.clone())}</div>
                <div class="stack">{side(&pair.other)}{keep(&one, &other, pair.other.name.clone())}</div>
            </div>
            <form method="post" action=DismissDuplicate::url()>
                <Hidden name="one" value=one/>
                <Hidden name="other" value=other/>
                <Submit label=t!("duplicates-two")/>
            </form>
        </section>
    }
}

fn side(p: &Side) -> impl IntoView + use<> {
    let records: Vec<String> = p.records.iter().map(|day| short_date(*day)).collect();
    let or_none = |list: Vec<String>| if list.is_empty() { t!("person-none") } else { list.join(", ") };
    view! {
        <div class="sunken">
            <h3><a href=href::person(p.person)><bdi>{p.name.clone()}</bdi></a></h3>
            <dl>
                <dt>{t!("organisation")}</dt><dd><bdi>{or_none(p.organisations.clone())}</bdi></dd>
                <dt>{t!("person-contacts")}</dt><dd><bdi>{or_none(p.contacts.clone())}</bdi></dd>
                <dt>{t!("person-records")}</dt><dd>{or_none(records)}</dd>
                <dt>{t!("person-workshops")}</dt><dd>{p.workshops.to_string()}</dd>
                <dt>{t!("person-since")}</dt><dd>{short_date(p.since.date_naive())}</dd>
            </dl>
        </div>
    }
}
