//! `/statements/{id}`: the text with the time it takes, and all around it.

use backend::{
    Conflict,
    statement::{self, Practice, Statement},
};
use domain::{
    ids::StatementId,
    policy::action,
    review::{Sessions, Step, When, today_in_geneva, when},
    statement::{TOO_FAST, last_request},
    submission::{Level, limit_for},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    parts::{made, prepare, settings, signers},
    server_fns::SaveStatement,
    words,
};
use crate::{
    error::{AppError, Problem},
    href,
    i18n::{date, t},
    review::words::when_view,
    server::{Flash, id},
    submission::level_name,
    ui::{Crumbs, Form, Hidden, Page, SaveState, StudioScript, Submit, TextArea, page, param},
};

/// An oral statement.
#[component]
pub fn StatementPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = statement::load_for::<action::ReadStatement>(ctx, id::<StatementId>(&key)?).await?;
        let writes = statement::may::<action::WriteStatement, _>(ctx, &granted);
        let practice = statement::own_practice(ctx, &granted, 1).await?;
        let done = statement::prepared(ctx, &granted).await?;
        let deliveries = statement::deliveries(ctx, &granted).await?;
        let s: &Statement = &granted;
        let fixed = s.made_on.is_some();
        let reviews = backend::review::all(ctx).await?;
        let today = today_in_geneva(ctx.now);
        let adoption = when(&s.review, Step::Adoption, &Sessions::of(reviews.iter()));
        let text = if writes && !fixed { editor(s, &req.flash, &practice).into_any() } else { reading(s).into_any() };
        let body = view! {
            <Crumbs trail=vec![(href::STATEMENTS.to_owned(), t!("statements-title"))]/>
            <h1><bdi>{s.title.clone()}</bdi></h1>
            <p class="muted">
                <a href=href::country(&s.review.iso3)><bdi>{s.review.state.clone()}</bdi></a>
                " · "
                {words::occasion(s.occasion)}
            </p>
            <p>{t!("statement-adoption-on")}" "{when_view(&adoption, today)}</p>
            {(!fixed).then(|| request_by(&adoption))}
            {next(s, &practice, writes)}
            {meter(s, &practice)}
            {text}
            {signers(&req, s, writes)}
            {prepare(s, &done, writes)}
            {made(&req, s, &deliveries, writes, today)}
            {(writes && !fixed).then(|| settings(&req, s))}
        };
        Ok(Page::read(s.title.clone(), body))
    })
}

/// The last day for a place on the list of speakers, where the day of the debate is known.
fn request_by(adoption: &When) -> Option<impl IntoView + use<>> {
    let When::Known(known) = adoption else { return None };
    Some(view! { <p class="muted">{t!("statement-request-by", date = date(last_request(known.from)))}</p> })
}

/// One next step.
fn next(s: &Statement, practice: &Practice, writes: bool) -> Option<impl IntoView + use<>> {
    let speak = href::statement_part(s.id, "speak");
    let (text, link, label) = match (s.made_on, s.text.is_empty(), practice.runs.rows.is_empty()) {
        (Some(_), ..) => return None,
        (_, true, _) if writes => (t!("statement-next-write"), "#text".to_owned(), t!("next-begin-button")),
        (_, true, _) => return None,
        (_, _, true) => (t!("statement-next-practise"), speak, t!("speak-title")),
        _ if writes => (t!("statement-next-prepare"), "#prepare".to_owned(), t!("prepare-title")),
        _ => (t!("statement-next-practise"), speak, t!("speak-title")),
    };
    Some(view! {
        <section class="card next-step">
            <h2>{t!("home-next-title")}</h2>
            <p class="big">{text}</p>
            <p><a class="button" href=link>{label}</a></p>
        </section>
    })
}

/// The bar of time; the script fills it anew after each save.
fn meter(s: &Statement, practice: &Practice) -> impl IntoView + use<> {
    let (pace, whose) = words::pace(practice.pace);
    let (text, level) = words::time_used(s, pace);
    let (_, rest) = words::said(s, pace);
    let over = (level == Level::Over).then(|| {
        view! {
            <details class="more" open=true>
                <summary>{t!("statement-cut-title")}</summary>
                <blockquote class="pre-line cut" data-content="">{rest.trim().to_owned()}</blockquote>
            </details>
        }
    });
    let rule = match (s.own_limit, limit_for(s.occasion.limited(), s.review.session)) {
        (Some(_), _) => t!("time-rule-own"),
        (None, Some((rule, _))) => t!("time-rule", source = rule.source.clone(), date = date(rule.checked_on)),
        (None, None) => String::new(),
    };
    view! {
        <div class="words" id="words" data-level=level_name(level)>
            <progress
                value=domain::statement::seconds(s.words(), pace).to_string()
                max=s.limit().max(1).to_string()
                aria-label=t!("time-title")
            >
            </progress>
            <p data-words="">{text}</p>
            <p class="sr-only" role="status" data-aloud=""></p>
            {(pace > TOO_FAST).then(|| view! { <p class="small">{t!("pace-too-fast", pace = pace)}</p> })}
            {over}
            <details class="more">
                <summary>{t!("words-how")}</summary>
                <p>{whose}</p>
                <p class="small muted" data-content="">{rule}</p>
            </details>
        </div>
    }
}

fn reading(s: &Statement) -> impl IntoView + use<> {
    let text = s.text.clone();
    view! {
        <section class="card" aria-labelledby="text">
            <h2 id="text">{t!("statement-text")}</h2>
            {if text.is_empty() {
                view! { <p class="muted">{t!("section-empty")}</p> }.into_any()
            } else {
                view! { <p class="pre-line numbered" data-content=""><bdi>{text}</bdi></p> }.into_any()
            }}
            <p><a class="button quiet" href=href::statement_part(s.id, "speak")>{t!("speak-title")}</a></p>
        </section>
    }
}

fn editor(s: &Statement, flash: &Flash, practice: &Practice) -> Result<impl IntoView + use<>, AppError> {
    let form = Form::of(flash, "statement_text").asks::<forms::SaveStatement>();
    let conflict = matches!(form.problem(), Some(Problem::Conflict(Conflict::DraftChanged)));
    // after a conflict the writer's text stands in the field, and what somebody else wrote above it
    let theirs = conflict.then(|| {
        view! {
            <div class="notice notice-error" role="alert">
                <p><strong>{t!("statement-conflict")}</strong></p>
                <blockquote class="pre-line" data-content="">{s.text.clone()}</blockquote>
                <p>{t!("conflict-text")}</p>
            </div>
        }
    });
    let form = form.default_value("text", s.text.clone());
    let budget = domain::statement::budget(s.limit(), words::pace(practice.pace).0);
    Ok(view! {
        <details class="more guide" open=s.text.is_empty()>
            <summary>{t!("guide-title")}</summary>
            <p class="pre-line">{t!("statement-guide", words = budget)}</p>
        </details>
        <div class="studio" data-studio="" data-conflict=t!("statement-conflict")>
            <section class="paragraph" id="text">
                {theirs}
                <form method="post" action=SaveStatement::url() data-save="" autocomplete="off">
                    {(!conflict).then(|| form.summary())}
                    <Hidden name="statement" value=s.id.to_string()/>
                    <Hidden name="paragraph" value=s.id.to_string()/>
                    <Hidden name="version" value=s.version.to_string()/>
                    <TextArea form=form.clone() name="text" label=t!("statement-text") rows=12/>
                    <div class="row">
                        <Submit label=t!("save") class="button quiet"/>
                        <SaveState saved={!s.text.is_empty() && !conflict}/>
                    </div>
                </form>
                <p><a class="button quiet" href=href::statement_part(s.id, "speak")>{t!("speak-title")}</a></p>
            </section>
        </div>
        <StudioScript/>
    })
}
