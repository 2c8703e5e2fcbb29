//! `/admin/calendar`: what is known of sessions and reviews: changing it, checking it again, bringing in a file.

use std::collections::BTreeMap;

use backend::{access, review};
use domain::{
    policy::action,
    review::{Confidence, Known, Review, Special, Step, stale, today_in_geneva},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    Tabs,
    calendar_fns::{AddLink, ChangeReview, ChangeSession, CheckAgain, RemoveLink},
};
use crate::{
    error::AppError,
    href,
    i18n::{confidence, date, t},
    review::{
        moved_text,
        words::{days, special_name, step_name},
    },
    server,
    ui::{Choice, Column, Crumbs, Field, Form, Hidden, Page, Pager, Part, Select, Submit, Table, Tag, TextArea, page, param},
};

/// Dates that moved, on a page.
const MOVED: u64 = 20;

/// All sessions, and the reviews that were checked too long ago.
#[component]
pub fn AdminCalendarPage() -> impl IntoView {
    page(|req| async move {
        access::network::<action::ManageCalendar>(&req.ctx)?;
        let reviews = review::all(&req.ctx).await?;
        let changes = review::changes(&req.ctx, None, MOVED, server::page_number()).await?;
        let today = today_in_geneva(req.ctx.now);
        let mut sessions: BTreeMap<(u32, u32), Vec<&Review>> = BTreeMap::new();
        reviews.iter().for_each(|r| sessions.entry((r.cycle, r.session)).or_default().push(r));
        let rows = sessions
            .iter()
            .rev()
            .map(|((cycle, session), rows)| {
                let first = rows.first().and_then(|r| r.dates.get(&Step::Review));
                let old = rows.iter().flat_map(|r| r.dates.values()).filter(|k| ahead(k, today) && stale(k.checked_on, today)).count();
                let missing = rows.iter().filter(|r| r.starts_on().is_none() || r.deadline().is_none()).count();
                let link = format!("{}/{cycle}-{session}", href::ADMIN_CALENDAR);
                view! {
                    <tr>
                        <th scope="row"><a href=link>{t!("session-title", number = session.to_string())}</a></th>
                        <td>{cycle.to_string()}</td>
                        <td>{first.map_or_else(|| t!("not-confirmed"), |k| days(k.from, k.until))}</td>
                        <td class="number">{rows.len().to_string()}</td>
                        <td class="number">{missing.to_string()}</td>
                        <td>{(old > 0).then(|| view! { <Tag text=t!("calendar-stale-count", n = old) kind="warn"/> })}</td>
                    </tr>
                }
            })
            .collect_view();
        let moved = changes
            .rows
            .iter()
            .map(|c| {
                view! {
                    <li>{date(today_in_geneva(c.at))}": "<span data-content="">{c.moved.state.clone()}</span>", "{moved_text(&c.moved)}</li>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{t!("admin-calendar-title")}</h1>
            <Tabs here=href::ADMIN_CALENDAR/>
            <p class="lead">{t!("admin-calendar-lead")}</p>
            <p class="row">
                <a class="button quiet" href=format!("{}?kind=schedule", href::ADMIN_IMPORT)>{t!("admin-calendar-import")}</a>
                <a href="/admin/calendar.csv">{t!("admin-calendar-export")}</a>
            </p>
            <Table
                label=t!("admin-calendar-title")
                head=vec![
                    Column::text(t!("calendar-session")),
                    Column::text(t!("calendar-cycle")),
                    Column::text(t!("step-review")),
                    Column::number(t!("calendar-states")),
                    Column::number(t!("calendar-missing")),
                    Column::text(t!("calendar-checked")),
                ]
            >
                {rows}
            </Table>
            {(!changes.rows.is_empty()).then(|| view! { <h2>{t!("country-moved-title")}</h2><ul>{moved}</ul> })}
            <Pager address=href::ADMIN_CALENDAR part=Part::of_paged(&changes)/>
        };
        Ok(Page::wide(t!("admin-calendar-title"), body))
    })
}

fn ahead(known: &Known, today: chrono::NaiveDate) -> bool {
    known.until.unwrap_or(known.from) >= today
}

/// The two fields of a date.
fn date_fields(form: &Form, step: Step, hint: Option<String>) -> impl IntoView + use<> {
    let (from, until) = (format!("{}_from", step.name()), format!("{}_until", step.name()));
    let one = matches!(step, Step::Submission | Step::NationalReport | Step::AdvanceQuestions);
    let first = if one { t!("date-day") } else { t!("date-first-day") };
    view! {
        <fieldset>
            <legend>{step_name(step)}</legend>
            {hint.map(|text| view! { <p class="hint">{text}</p> })}
            <div class="row">
                <Field form=form.clone() name=from label=first kind="date"/>
                {(!one).then(|| view! { <Field form=form.clone() name=until label=t!("date-last-day") kind="date"/> })}
            </div>
        </fieldset>
    }
}

fn found_fields(form: &Form) -> impl IntoView + use<> {
    let choices = Confidence::ALL.map(|c| Choice::new(c.name(), confidence(c))).to_vec();
    view! {
        <Field form=form.clone() name="source" label=t!("date-source") hint=t!("date-source-hint")/>
        <Select form=form.clone() name="confidence" label=t!("date-confidence") choices=choices/>
    }
}

/// With what is known, where the form was not sent back.
fn with_dates(mut form: Form, dates: &BTreeMap<Step, (chrono::NaiveDate, Option<chrono::NaiveDate>)>) -> Form {
    for (step, (from, until)) in dates {
        form = form.default_value(&format!("{}_from", step.name()), from.to_string());
        form = form.default_value(&format!("{}_until", step.name()), until.map(|d| d.to_string()).unwrap_or_default());
    }
    form
}

/// A session: the dates its reviews share, and its States.
#[component]
pub fn AdminSessionPage() -> impl IntoView {
    let key = param("session");
    page(move |req| async move {
        access::network::<action::ManageCalendar>(&req.ctx)?;
        let (cycle, session) =
            key.split_once('-').and_then(|(c, s)| Some((c.parse::<u32>().ok()?, s.parse::<u32>().ok()?))).ok_or(AppError::NotFound)?;
        let reviews = review::all(&req.ctx).await?;
        let own: Vec<Review> = reviews.iter().filter(|r| (r.cycle, r.session) == (cycle, session)).cloned().collect();
        if own.is_empty() {
            return Err(AppError::NotFound);
        }
        let shared: BTreeMap<_, _> = Step::ALL.into_iter().filter_map(|s| Some((s, review::shared(&own, s)?))).collect();
        let form = with_dates(Form::of(&req.flash, "session").asks::<forms::ChangeSession>().default_value("confidence", "high"), &shared);
        let fields = Step::ALL.into_iter().map(|step| date_fields(&form, step, None)).collect_view();
        let states = own
            .iter()
            .map(|r| {
                let link = format!("{}/states/{}", href::ADMIN_CALENDAR, r.id);
                let differs = Step::ALL.into_iter().any(|s| r.dates.get(&s).map(|k| (k.from, k.until)) != shared.get(&s).copied());
                view! {
                    <li>
                        <a href=link data-content="">{r.state.clone()}</a>
                        {r.special.map(|s| view! { " "<Tag text=special_name(s) kind="warn"/> })}
                        {differs.then(|| view! { " "<Tag text=t!("calendar-own-dates")/> })}
                    </li>
                }
            })
            .collect_view();
        let oldest = own.iter().flat_map(|r| r.dates.values()).map(|k| k.checked_on).min();
        let title = t!("session-title", number = session.to_string());
        let key = format!("{cycle}-{session}");
        let revision = own.iter().map(|r| r.revision).sum::<u32>().to_string();
        let body = view! {
            <Crumbs trail=vec![(href::ADMIN_CALENDAR.to_owned(), t!("admin-calendar-title"))]/>
            <h1>{title.clone()}</h1>
            <p class="lead">{t!("admin-session-lead")}</p>
            <section class="card">
                <form method="post" action=ChangeSession::url()>
                    {form.summary()}
                    <Hidden name="session_key" value=key.clone()/>
                    <Hidden name="revision" value=revision/>
                    {fields}
                    {found_fields(&form)}
                    <Submit label=t!("admin-calendar-save")/>
                </form>
            </section>
            <section class="card">
                <h2>{t!("calendar-checked")}</h2>
                {oldest.map(|on| view! { <p>{t!("calendar-oldest", date = date(on))}</p> })}
                <form method="post" action=CheckAgain::url()>
                    <Hidden name="session_key" value=key/>
                    <Submit label=t!("calendar-check-again") class="button quiet"/>
                </form>
            </section>
            <section>
                <h2>{t!("calendar-states")}</h2>
                <ul>{states}</ul>
            </section>
        };
        Ok(Page::read(title, body))
    })
}

/// One review: its own dates, what is special, its links.
#[component]
pub fn AdminReviewPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        access::network::<action::ManageCalendar>(&req.ctx)?;
        let id = crate::server::id(&key)?;
        let all = review::all(&req.ctx).await?;
        let own = all.iter().find(|r| r.id == id).ok_or(AppError::NotFound)?;
        let dates = own.dates.iter().map(|(s, k)| (*s, (k.from, k.until))).collect();
        let form = Form::of(&req.flash, "review")
            .asks::<forms::ChangeReview>()
            .default_value("confidence", "high")
            .default_value("session", own.session.to_string())
            .default_value("adoption_session", own.adoption_session.clone().unwrap_or_default())
            .default_value("special", own.special.map(Special::name).unwrap_or_default())
            .default_value("note", own.note.clone());
        let form = with_dates(form, &dates);
        let hint = |step: Step| own.dates.get(&step).map(crate::review::words::source_line);
        let fields = Step::ALL.into_iter().map(|step| date_fields(&form, step, hint(step))).collect_view();
        let specials = std::iter::once(Choice::new("", t!("special-none")))
            .chain(Special::ALL.map(|s| Choice::new(s.name(), special_name(s))))
            .collect();
        let link_form = Form::of(&req.flash, "link").asks::<forms::AddLink>();
        let links = review::links(&req.ctx, &own.iso3)
            .await?
            .into_iter()
            .map(|l| {
                view! {
                    <li class="row">
                        <a href=l.url rel="noopener noreferrer nofollow" data-content="">{l.title}</a>
                        <form method="post" action=RemoveLink::url()>
                            <Hidden name="link" value=l.id.to_string()/>
                            <Hidden name="review" value=id.to_string()/>
                            <Submit label=t!("link-remove") class="link"/>
                        </form>
                    </li>
                }
            })
            .collect_view();
        let session = format!("{}/{}-{}", href::ADMIN_CALENDAR, own.cycle, own.session);
        let body = view! {
            <Crumbs trail=vec![
                (href::ADMIN_CALENDAR.to_owned(), t!("admin-calendar-title")),
                (session, t!("session-title", number = own.session.to_string())),
            ]/>
            <h1 data-content="">{own.state.clone()}</h1>
            <p><a href=href::country(&own.iso3)>{t!("admin-review-page")}</a></p>
            <section class="card">
                <form method="post" action=ChangeReview::url()>
                    {form.summary()}
                    <Hidden name="review" value=id.to_string()/>
                    <Hidden name="revision" value=own.revision.to_string()/>
                    <Field form=form.clone() name="session" label=t!("calendar-session") inputmode="numeric"/>
                    {fields}
                    {found_fields(&form)}
                    <Field form=form.clone() name="adoption_session" label=t!("calendar-adoption")/>
                    <Select form=form.clone() name="special" label=t!("special-title") choices=specials/>
                    <TextArea form=form.clone() name="note" label=t!("special-note") rows=3/>
                    <Submit label=t!("admin-calendar-save")/>
                </form>
            </section>
            <section class="card">
                <h2>{t!("country-documents-title")}</h2>
                <ul class="plain">{links}</ul>
                <form method="post" action=AddLink::url()>
                    {link_form.summary()}
                    <Hidden name="review" value=id.to_string()/>
                    <Hidden name="state" value=own.iso3.clone()/>
                    <Field form=link_form.clone() name="title" label=t!("link-title")/>
                    <Field form=link_form.clone() name="url" label=t!("link-url") hint=t!("link-url-hint") inputmode="url"/>
                    <Submit label=t!("link-add") class="button quiet"/>
                </form>
            </section>
        };
        Ok(Page::read(own.state.clone(), body))
    })
}
