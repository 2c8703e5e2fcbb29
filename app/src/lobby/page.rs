//! `/submissions/{id}/lobby`: pages on issues, letters to States, whom to ask.

use backend::{
    lobby::{self, Candidate, Letter, Sheet},
    review as reviews,
    submission::{self, Submission},
};
use chrono::NaiveDate;
use domain::{
    ids::SubmissionId,
    lobby::{best_from, same},
    policy::action,
    review::{Sessions, Step, When, today_in_geneva, when},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{BeginLetter, BeginSheet};
use crate::{
    error::AppError,
    href,
    i18n::{date, t},
    review::words::when_view,
    server::id,
    submission::crumbs,
    ui::{Choice, Empty, Field, Form, Hidden, Page, Req, Select, Submit, Tag, page, param},
};

/// States that are named at once.
const SHOWN: usize = 12;

/// What is ready for talks with States.
#[component]
pub fn LobbyPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted);
        let sheets = lobby::sheets(ctx, &granted).await?;
        let letters = lobby::letters(ctx, &granted).await?;
        let issues = if writes { lobby::issues(ctx, &granted).await? } else { Vec::new() };
        let candidates = if writes { lobby::candidates(ctx, &granted, &sheets, &letters).await? } else { Vec::new() };
        let all = reviews::all(ctx).await?;
        let review = when(&granted.review, Step::Review, &Sessions::of(all.iter()));
        let today = today_in_geneva(ctx.now);
        let anything = !sheets.is_empty() || !letters.is_empty();
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("lobby-title")}</h1>
            <p class="lead">{t!("lobby-lead")}</p>
            <p>{t!("lobby-review-on")}" "{when_view(&review, today)}</p>
            {best(&review, today)}
            {sheets_view(&req, &granted, &sheets, &issues, writes)}
            {letters_view(&req, &granted, &letters, &sheets, &candidates, writes).await?}
            {anything.then(|| view! { <p><a class="button quiet" href=href::lobby_file(granted.id, "all.zip")>{t!("lobby-all")}</a></p> })}
        };
        Ok(Page::read(t!("lobby-title"), body))
    })
}

/// When to talk, where the day of the review is known or can be estimated.
fn best(review: &When, today: NaiveDate) -> impl IntoView + use<> {
    let (from, until) = match review {
        When::Known(known) => (known.from, known.until.unwrap_or(known.from)),
        When::Estimated(span, _) => (span.from, span.until),
        When::Unknown(_) => return None,
    };
    let best = best_from(from);
    let text = if today > until {
        t!("lobby-over")
    } else if today >= best {
        t!("lobby-now")
    } else {
        t!("lobby-from", date = date(best))
    };
    Some(view! { <p class="notice">{text}</p> })
}

fn sheets_view(req: &Req, s: &Submission, sheets: &[Sheet], issues: &[String], writes: bool) -> impl IntoView + use<> {
    let form = Form::of(&req.flash, "begin_sheet").asks::<forms::BeginSheet>();
    let rows = sheets
        .iter()
        .map(|sheet| {
            let n = sheet.asks().len();
            let file = |end: &str| href::lobby_file(s.id, &format!("page-{}.{end}", sheet.id));
            let title = sheet.title.clone();
            view! {
                <li>
                    <h3 class="item-title"><a href=href::sheet(s.id, sheet.id)><bdi>{title}</bdi></a></h3>
                    <p class="row">
                        <Tag text=t!("lobby-asks", n = n)/>
                        <a href=file("pdf")>{t!("export-pdf")}</a>
                        <a href=file("docx")>{t!("export-docx")}</a>
                    </p>
                </li>
            }
        })
        .collect_view();
    let offers = issues
        .iter()
        .map(|title| {
            view! {
                <form method="post" action=BeginSheet::url()>
                    <Hidden name="submission" value=s.id.to_string()/>
                    <Hidden name="title" value=title.clone()/>
                    <button type="submit" class="button quiet">{t!("lobby-page-of")}" "<bdi>{title.clone()}</bdi></button>
                </form>
            }
        })
        .collect_view();
    let none = sheets.is_empty();
    view! {
        <section class="card" aria-labelledby="pages">
            <h2 id="pages">{t!("lobby-pages")}</h2>
            <p>{t!("lobby-pages-text")}</p>
            {if none {
                view! { <Empty text=t!("lobby-pages-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{rows}</ul> }.into_any()
            }}
            {writes.then(|| view! {
                <div class="stack">{offers}</div>
                <details class="more" open=form.has_trouble()>
                    <summary>{t!("lobby-page-other")}</summary>
                    <form method="post" action=BeginSheet::url()>
                        {form.summary()}
                        <Hidden name="submission" value=s.id.to_string()/>
                        <Field form=form.clone() name="title" label=t!("lobby-issue")/>
                        <Submit label=t!("lobby-begin") class="button quiet"/>
                    </form>
                </details>
            })}
        </section>
    }
}

async fn letters_view(
    req: &Req,
    s: &Submission,
    letters: &[Letter],
    sheets: &[Sheet],
    candidates: &[Candidate],
    writes: bool,
) -> Result<impl IntoView + use<>, AppError> {
    let form = Form::of(&req.flash, "begin_letter");
    let rows = letters
        .iter()
        .map(|l| {
            let twice = !l.ask.is_empty() && letters.iter().any(|o| o.id != l.id && same(&o.ask, &l.ask));
            let file = |end: &str| href::lobby_file(s.id, &format!("letter-{}.{end}", l.id));
            let state = match l.sent_on {
                Some(on) => view! { <Tag text=t!("lobby-sent", date = date(on)) kind="good"/> }.into_any(),
                None => view! { <Tag text=t!("lobby-not-sent")/> }.into_any(),
            };
            view! {
                <li>
                    <h3 class="item-title"><a href=href::letter(s.id, l.id)><bdi>{l.state.clone()}</bdi></a></h3>
                    <p data-content=""><bdi>{l.ask.clone()}</bdi></p>
                    {twice.then(|| view! { <p class="small">{t!("lobby-same-ask")}</p> })}
                    <p class="row">{state}<a href=file("docx")>{t!("export-docx")}</a><a href=file("pdf")>{t!("export-pdf")}</a></p>
                </li>
            }
        })
        .collect_view();
    let none = letters.is_empty();
    let write = if writes {
        let countries = reviews::countries(&req.ctx).await?;
        let free = countries.iter().filter(|c| c.iso3 != s.review.iso3 && letters.iter().all(|l| l.iso3 != c.iso3));
        let states: Vec<Choice> =
            std::iter::once(Choice::new("", t!("lobby-choose"))).chain(free.map(|c| Choice::new(c.iso3.clone(), c.name.clone()))).collect();
        let pages: Vec<Choice> = std::iter::once(Choice::new("", t!("lobby-no-page")))
            .chain(sheets.iter().map(|p| Choice::new(p.id.to_string(), p.title.clone())))
            .collect();
        let with = form.clone().default_value("sheet", sheets.first().map(|p| p.id.to_string()).unwrap_or_default());
        view! {
            {suggested(s, candidates, sheets)}
            <details class="more" open=form.has_trouble()>
                <summary>{t!("lobby-letter-other")}</summary>
                <form method="post" action=BeginLetter::url()>
                    {form.summary()}
                    <Hidden name="submission" value=s.id.to_string()/>
                    <Select form=form.clone() name="state" label=t!("lobby-state") choices=states/>
                    <Select form=with name="sheet" label=t!("lobby-page") choices=pages/>
                    <Submit label=t!("lobby-begin") class="button quiet"/>
                </form>
            </details>
        }
        .into_any()
    } else {
        ().into_any()
    };
    Ok(view! {
        <section class="card" aria-labelledby="letters">
            <h2 id="letters">{t!("lobby-letters")}</h2>
            <p>{t!("lobby-letters-text")}</p>
            {if none {
                view! { <Empty text=t!("lobby-letters-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{rows}</ul> }.into_any()
            }}
            {write}
        </section>
    })
}

/// States that spoke of it before, the nearest first.
fn suggested(s: &Submission, candidates: &[Candidate], sheets: &[Sheet]) -> impl IntoView + use<> {
    let link = href::submission_part(s.id, "matrix");
    if candidates.is_empty() {
        return view! { <p class="muted">{t!("lobby-no-matrix")}" "<a href=link>{t!("matrix-title")}</a></p> }.into_any();
    }
    let rows = candidates
        .iter()
        .take(SHOWN)
        .map(|c| {
            let about = c.sheet.and_then(|id| sheets.iter().find(|p| p.id == id)).map(|p| p.title.clone());
            let said = c.prior.first().map(|p| p.text.clone()).unwrap_or_default();
            view! {
                <li>
                    <p class="row">
                        <strong><bdi>{c.name.clone()}</bdi></strong>
                        <span class="muted small">{t!("lobby-made", n = c.prior.len())}</span>
                    </p>
                    {about.map(|title| view! { <p class="small">{t!("lobby-about")}" "<bdi>{title}</bdi></p> })}
                    <p class="small" data-content=""><q><bdi>{said}</bdi></q></p>
                    <form method="post" action=BeginLetter::url()>
                        <Hidden name="submission" value=s.id.to_string()/>
                        <Hidden name="state" value=c.iso3.clone()/>
                        <Hidden name="sheet" value=c.sheet.map(|id| id.to_string()).unwrap_or_default()/>
                        <button type="submit" class="link">{t!("lobby-write-to")}" "<bdi>{c.name.clone()}</bdi></button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! { <h3>{t!("lobby-suggested")}</h3><p class="muted small">{t!("lobby-suggested-text")}</p><ul class="outline">{rows}</ul> }
        .into_any()
}
