//! `/workshops/{id}`: a workshop, its meetings, one's own place in it.

use backend::workshop::{self, MeetingView, Status, WorkshopView};
use domain::{
    attendance::{Attendance, reaches, share},
    policy::action,
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::{Register, Withdraw};
use crate::{
    href,
    i18n::{day_and_time, state, t, time_range},
    server::id,
    ui::{Crumbs, Form, Hidden, Page, Submit, Tag, page, param},
};

/// A workshop.
#[component]
pub fn WorkshopPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let view = workshop::view(&req.ctx, workshop::load_for::<action::ReadWorkshop>(&req.ctx, id(&key)?).await?).await?;
        let title = view.workshop.title.clone();
        let description = view.workshop.description.clone();
        let zone = view.workshop.time_zone.clone();
        let trainers = view.trainers.join(", ");
        let meetings = view
            .meetings
            .iter()
            .enumerate()
            .map(|(n, m)| meeting(m, &zone, view.own_attendance.get(n), view.may_manage))
            .collect_view();
        let body = view! {
            <Crumbs trail=vec![(href::WORKSHOPS.to_owned(), t!("workshops-title"))]/>
            <h1><bdi>{title.clone()}</bdi></h1>
            {(!description.is_empty()).then(|| view! { <p class="lead pre-line"><bdi>{description}</bdi></p> })}
            <p class="muted">{t!("workshop-trainers")}" "<bdi>{trainers}</bdi></p>
            {own_place(&view, &Form::of(&req.flash, "register"))}
            <h2>{t!("workshop-meetings-title")}</h2>
            <ol class="plain stack">{meetings}</ol>
            {view.may_manage.then(|| view! {
                <p><a class="button quiet" href=href::roster(view.workshop.id)>{t!("roster-title")}</a></p>
            })}
        };
        Ok(Page::read(title, body))
    })
}

fn own_place(view: &WorkshopView, form: &Form) -> AnyView {
    let id = view.workshop.id.to_string();
    let places = view.places_left.map(|n| view! { <p class="muted">{t!("workshop-places-left", n = n)}</p> });
    if view.workshop.own == Some(Status::Registered) {
        let (minutes, of) = share(&view.own_attendance);
        let trained = view.over && reaches(&view.own_attendance, view.needed_percent);
        let text = if trained {
            t!("workshop-own-trained")
        } else if view.over {
            t!("workshop-own-not-enough", minutes = minutes, of = of, percent = view.needed_percent)
        } else {
            t!("workshop-own-registered", percent = view.needed_percent)
        };
        return view! {
            <section class="card next-step">
                {form.summary()}
                <p class="big">{text}</p>
                {(!view.over).then(|| view! {
                    <p><a class="button" href=href::CHECK_IN>{t!("check-in-title")}</a></p>
                    <form method="post" action=Withdraw::url()>
                        <Hidden name="workshop" value=id/>
                        <button type="submit" class="link">{t!("workshop-withdraw")}</button>
                    </form>
                })}
            </section>
        }
        .into_any();
    }
    if view.over {
        return view! { <p class="notice">{t!("workshop-over")}</p> }.into_any();
    }
    view! {
        <section class="card next-step">
            {form.summary()}
            {places}
            <form method="post" action=Register::url()>
                <Hidden name="workshop" value=id/>
                <Submit label=t!("workshop-register") class=if view.may_manage { "button quiet" } else { "button" }/>
            </form>
        </section>
    }
    .into_any()
}

fn meeting(meeting: &MeetingView, zone: &str, own: Option<&Attendance>, may_manage: bool) -> impl IntoView + use<> {
    let place = meeting.place.clone().filter(|p| !p.is_empty());
    let own = own.map(|a| state(a.state));
    let closed = meeting.window.closed_at.is_some();
    view! {
        <li class="card">
            <h3>{t!("meeting-title", n = meeting.position)}</h3>
            <p><time datetime=meeting.starts_at.to_rfc3339()>{day_and_time(meeting.starts_at, zone)}</time></p>
            <p class="muted">{time_range(meeting.starts_at, meeting.ends_at, zone)}</p>
            {place.map(|place| view! { <p>{t!("plan-place")}": "<bdi>{place}</bdi></p> })}
            <p class="row">
                {own.map(|text| view! { <Tag text=text/> })}
                {closed.then(|| view! { <Tag text=t!("meeting-closed-tag")/> })}
            </p>
            {may_manage.then(|| view! { <p><a class="button" href=href::run(meeting.id)>{t!("meeting-run")}</a></p> })}
        </li>
    }
}
