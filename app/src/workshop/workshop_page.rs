//! `/workshops/{id}`: a workshop, its meetings, one's own place in it.

use backend::{
    Context,
    access::Granted,
    activity, attendance,
    workshop::{self, Admission, MeetingView, Status, Workshop, WorkshopView},
};
use domain::{
    agenda,
    attendance::{State, reaches, share},
    policy::action,
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{Apologise, Register, Withdraw};
use crate::{
    href,
    i18n::{day_and_time, language_name, state, t, time_range, why},
    server::{self, id},
    ui::{Choice, Crumbs, Field, Form, Hidden, Page, QrCode, Select, Submit, Tag, page, param},
};

/// A workshop.
#[component]
pub fn WorkshopPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = workshop::load_for::<action::ReadWorkshop>(&req.ctx, id(&key)?).await?;
        let has_evaluation = activity::has_evaluation(&req.ctx, &granted).await?;
        let may_check_in = workshop::also_for::<action::CheckIn, _>(&req.ctx, &granted);
        let view = workshop::view(&req.ctx, granted).await?;
        let title = view.workshop.title.clone();
        let description = view.workshop.description.clone();
        let trainers = view.trainers.join(", ");
        let apology = Form::of(&req.flash, "apologise").asks::<forms::Apologise>();
        let meetings = view.meetings.iter().map(|m| meeting(m, &view, &req.ctx, &apology)).collect_view();
        let badge = match may_check_in {
            Ok(granted) => badge(&req.ctx, &view, &granted).await?,
            Err(_no_place) => None,
        };
        let rooms = view.may_manage.then(|| super::rooms(view.workshop.id, &title, "").into_any());
        let body = view! {
            {rooms.unwrap_or_else(|| view! { <Crumbs trail=vec![(href::WORKSHOPS.to_owned(), t!("workshops-title"))]/> }.into_any())}
            <h1><bdi>{title.clone()}</bdi></h1>
            {view.workshop.canceled_at.map(|_| view! { <p class="notice notice-error">{t!("workshop-canceled")}</p> })}
            {(!description.is_empty()).then(|| view! { <p class="lead pre-line"><bdi>{description}</bdi></p> })}
            <p class="muted">{t!("workshop-trainers")}" "<bdi>{trainers}</bdi></p>
            {own_place(&view, has_evaluation, &req.ctx, &Form::of(&req.flash, "register"))}
            <h2>{t!("workshop-meetings-title")}</h2>
            <ol class="plain stack">{meetings}</ol>
            {badge}
        };
        Ok(Page::read(title, body))
    })
}

fn own_place(view: &WorkshopView, has_evaluation: bool, ctx: &Context, form: &Form) -> AnyView {
    let id = view.workshop.id.to_string();
    if view.workshop.canceled_at.is_some() {
        return ().into_any();
    }
    match view.workshop.own {
        Some(Status::Registered) => registered(view, has_evaluation, ctx, form),
        _ if view.over => view! { <p class="notice">{t!("workshop-over")}</p> }.into_any(),
        Some(Status::Waiting) => {
            let text = if view.awaits_approval { t!("workshop-awaits-approval") } else { t!("workshop-waits", n = view.before_me) };
            view! {
                <section class="card next-step">
                    {form.summary()}
                    <p class="big">{text}</p>
                    <form method="post" action=Withdraw::url()>
                        <Hidden name="workshop" value=id/>
                        <button type="submit" class="link">{t!("workshop-withdraw")}</button>
                    </form>
                </section>
            }
            .into_any()
        }
        own => {
            let full = view.places_left == Some(0);
            let places = view.places_left.map(|n| view! { <p class="muted">{t!("workshop-places-left", n = n)}</p> });
            let label = match (view.workshop.admission, full) {
                (Admission::Approval, _) => t!("workshop-ask"),
                (Admission::Open, true) => t!("workshop-wait"),
                (Admission::Open, false) => t!("workshop-register"),
            };
            let several = view.workshop.languages.len() > 1;
            let languages = view.workshop.languages.iter().map(|l| Choice::new(l.clone(), language_name(l))).collect();
            view! {
                <section class="card next-step">
                    {form.summary()}
                    {(own == Some(Status::Invited)).then(|| view! { <p class="big">{t!("workshop-invited")}</p> })}
                    {places}
                    <form method="post" action=Register::url()>
                        <Hidden name="workshop" value=id/>
                        {several.then(|| view! {
                            <Select form=form.clone() name="language" label=t!("workshop-language") choices=languages/>
                        })}
                        <Submit label=label class=if view.may_manage { "button quiet" } else { "button" }/>
                    </form>
                </section>
            }
            .into_any()
        }
    }
}

fn registered(view: &WorkshopView, has_evaluation: bool, ctx: &Context, form: &Form) -> AnyView {
    let id = view.workshop.id;
    let (minutes, of) = share(&view.own_attendance);
    let trained = view.over && reaches(&view.own_attendance, view.needed_percent);
    let text = if trained {
        t!("workshop-own-trained")
    } else if view.over {
        t!("workshop-own-not-enough", minutes = minutes, of = of, percent = view.needed_percent)
    } else {
        t!("workshop-own-registered", percent = view.needed_percent)
    };
    let stands = view.outlook.filter(|_| !view.over).filter(|o| o.so_far.1 > 0).map(|o| {
        let so_far = t!("outlook-so-far", minutes = o.so_far.0, of = o.so_far.1);
        let whole = t!("outlook-whole", minutes = o.whole.0, of = o.whole.1);
        let reach = if o.can_reach {
            t!("outlook-can-reach", percent = view.needed_percent)
        } else {
            t!("outlook-cannot-reach", percent = view.needed_percent)
        };
        view! { <p>{so_far}" "{whole}" "<strong>{reach}</strong></p> }
    });
    // the meeting that is on, or begins within the hour
    let soon = ctx.now + chrono::Duration::hours(1);
    let on = view.meetings.iter().find(|m| !m.canceled && m.window.closed_at.is_none() && m.starts_at < soon && m.ends_at > ctx.now);
    let next = on.map(|m| {
        let here = m.own.is_some_and(|a| a.state.is_here());
        let (link, label) =
            if here { (href::live(m.id), t!("workshop-follow")) } else { (href::CHECK_IN.to_owned(), t!("check-in-title")) };
        let other = if here { (href::CHECK_IN.to_owned(), t!("check-in-title")) } else { (href::live(m.id), t!("workshop-follow")) };
        view! { <p class="row"><a class="button" href=link>{label}</a><a href=other.0>{other.1}</a></p> }
    });
    let evaluation = (has_evaluation && view.meetings.iter().any(|m| m.window.closed_at.is_some())).then(|| {
        view! { <p><a class="button" href=href::of_workshop(id, "evaluation")>{t!("evaluation-title")}</a></p> }
    });
    view! {
        <section class="card next-step">
            {form.summary()}
            <p class="big">{text}</p>
            {stands}
            {next}
            {evaluation}
            {(!view.over).then(|| view! {
                <p><a href=href::of_workshop(id, "calendar.ics")>{t!("workshop-calendar")}</a></p>
                <form method="post" action=Withdraw::url()>
                    <Hidden name="workshop" value=id.to_string()/>
                    <button type="submit" class="link">{t!("workshop-withdraw")}</button>
                </form>
            })}
        </section>
    }
    .into_any()
}

/// One's own code, which staff scan.
async fn badge(
    ctx: &Context,
    view: &WorkshopView,
    granted: &Granted<Workshop, action::CheckIn>,
) -> Result<Option<AnyView>, backend::Error> {
    if view.workshop.own != Some(Status::Registered) || view.over || view.workshop.canceled_at.is_some() {
        return Ok(None);
    }
    let code = attendance::own_personal_code(ctx, granted).await?;
    let link = format!("{}{}?code={code}", server::site().base_url, href::DESK);
    let (a, b) = code.split_at_checked(4).unwrap_or((&code, ""));
    let shown = format!("{a} {b}");
    Ok(Some(
        view! {
            <details class="more">
                <summary>{t!("badge-title")}</summary>
                <div class="badge">
                    <p>{t!("badge-text")}</p>
                    <QrCode text=link label=t!("badge-qr")/>
                    <p class="badge-code" data-content="">{shown}</p>
                </div>
            </details>
        }
        .into_any(),
    ))
}

fn meeting(meeting: &MeetingView, view: &WorkshopView, ctx: &Context, form: &Form) -> impl IntoView + use<> {
    let zone = server::reader_zone(ctx, &view.workshop.time_zone);
    let place = meeting.place.clone().filter(|p| !p.is_empty());
    let is_link = place.as_ref().is_some_and(|p| p.starts_with("https://"));
    let limit = view.late_limit_minutes;
    let own = meeting.own.map(|a| {
        let reason = why(&a, meeting.starts_at, meeting.ends_at, limit, &zone);
        view! { <Tag text=state(a.state)/><span class="muted">{reason}</span> }
    });
    let closed = meeting.window.closed_at.is_some();
    let can_apologise = view.workshop.own == Some(Status::Registered)
        && !closed
        && !meeting.canceled
        && meeting.own.is_some_and(|a| matches!(a.state, State::Expected | State::Apologised));
    // what was sent and not taken is of one meeting; the others have ids of their own
    let id = meeting.id.to_string();
    let form = if form.value("meeting") == id { form.clone() } else { Form::named(format!("apologise-{id}")) };
    let refused = form.error("reason").is_some();
    let apologise = can_apologise.then(|| {
        view! {
            <details class="more" open=refused>
                <summary>{t!("apologise-title")}</summary>
                <form method="post" action=Apologise::url()>
                    <Hidden name="meeting" value=id/>
                    <Hidden name="workshop" value=view.workshop.id.to_string()/>
                    <Field form=form name="reason" label=t!("apologise-reason") hint=t!("apologise-hint")/>
                    <Submit label=t!("apologise-button") class="button quiet"/>
                </form>
            </details>
        }
    });
    let items = agenda::read(&meeting.agenda).unwrap_or_default();
    view! {
        <li class="card">
            <h3>{t!("meeting-title", n = meeting.position)}</h3>
            <p><time datetime=meeting.starts_at.to_rfc3339()>{day_and_time(meeting.starts_at, &zone)}</time></p>
            <p class="muted">{time_range(meeting.starts_at, meeting.ends_at, &zone)}</p>
            {place.map(|place| if is_link {
                view! { <p>{t!("plan-place")}": "<a href=place.clone() rel="noreferrer"><bdi>{place.clone()}</bdi></a></p> }.into_any()
            } else {
                view! { <p>{t!("plan-place")}": "<bdi>{place}</bdi></p> }.into_any()
            })}
            <p class="row">
                {own}
                {closed.then(|| view! { <Tag text=t!("meeting-closed-tag")/> })}
                {meeting.canceled.then(|| view! { <Tag text=t!("meeting-canceled-tag") kind="bad"/> })}
            </p>
            {(!items.is_empty()).then(|| agenda_list(&items, meeting, &zone))}
            {apologise}
            {(view.may_run && !meeting.canceled).then(|| view! {
                <p><a class="button" href=href::run(meeting.id)>{t!("meeting-run")}</a></p>
            })}
        </li>
    }
}

fn agenda_list(items: &[agenda::Item], meeting: &MeetingView, zone: &str) -> impl IntoView + use<> {
    let lines = agenda::starts(items, meeting.starts_at)
        .zip(items)
        .map(|(at, item)| {
            let module = item.module.clone().map(|m| view! { " "<a href=href::module(&m)>{t!("agenda-module")}</a> });
            view! {
                <li><span class="agenda-time">{crate::i18n::time_of_day(at, zone)}</span>" "<bdi>{item.title.clone()}</bdi>{module}</li>
            }
        })
        .collect_view();
    view! { <details class="more"><summary>{t!("plan-agenda")}</summary><ol class="agenda">{lines}</ol></details> }
}
