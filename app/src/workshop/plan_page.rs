//! `/workshops/new/plan` and `/workshops/{id}/plan`: planning a workshop, from nothing, from a template or as a copy of
//! another; changing its plan.

use backend::{
    access,
    workshop::{self, Admission, MeetingForm, PlanForm},
};
use chrono_tz::Tz;
use domain::{ids::WorkshopId, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{CancelMeeting, ChangeWorkshop, MEETINGS, PlanWorkshop};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::id,
    ui::{Choice, Crumbs, Field, Form, Hidden, Page, Req, Select, Submit, TextArea, page, param, query},
};

/// One zone for each offset people are likely to meet at, by the usual city.
pub(crate) const ZONES: [Tz; 34] = [
    Tz::Europe__Zurich,
    Tz::UTC,
    Tz::Africa__Abidjan,
    Tz::Africa__Cairo,
    Tz::Africa__Johannesburg,
    Tz::Africa__Lagos,
    Tz::Africa__Nairobi,
    Tz::America__Argentina__Buenos_Aires,
    Tz::America__Bogota,
    Tz::America__Caracas,
    Tz::America__Chicago,
    Tz::America__Halifax,
    Tz::America__Los_Angeles,
    Tz::America__Mexico_City,
    Tz::America__New_York,
    Tz::America__Santiago,
    Tz::America__Sao_Paulo,
    Tz::Asia__Bangkok,
    Tz::Asia__Beirut,
    Tz::Asia__Dhaka,
    Tz::Asia__Dubai,
    Tz::Asia__Karachi,
    Tz::Asia__Kathmandu,
    Tz::Asia__Kolkata,
    Tz::Asia__Manila,
    Tz::Asia__Shanghai,
    Tz::Asia__Tashkent,
    Tz::Asia__Tokyo,
    Tz::Asia__Yangon,
    Tz::Australia__Sydney,
    Tz::Europe__Athens,
    Tz::Europe__Istanbul,
    Tz::Europe__London,
    Tz::Pacific__Auckland,
];

/// The zones to choose from; one that is in use already is always among them.
pub(crate) fn zones(used: &str) -> Vec<Choice> {
    let mut names: Vec<&str> = ZONES.iter().map(|tz| tz.name()).collect();
    if !used.is_empty() && !names.contains(&used) {
        names.insert(0, used);
    }
    names.into_iter().map(|name| Choice::new(name, name.replace('_', " "))).collect()
}

/// Planning a workshop, or changing its plan.
#[component]
pub fn PlanPage() -> impl IntoView {
    let key = param("id");
    let (template, copy) = (query("template"), query("copy"));
    page(move |req| async move {
        access::network::<action::PlanWorkshop>(&req.ctx)?;
        if key == "new" { new_page(req, template, copy).await } else { change_page(req, id(&key)?).await }
    })
}

async fn new_page(req: Req, template: Option<String>, copy: Option<String>) -> Result<Page, AppError> {
    let start = match (template.as_deref(), copy) {
        (_, Some(copy)) => {
            let original = workshop::load_for::<action::ManageWorkshop>(&req.ctx, id(&copy)?).await?;
            let mut form = workshop::plan_form_of(&req.ctx, &original).await?;
            for meeting in &mut form.meetings {
                // the days are new ones
                (meeting.id, meeting.date) = (String::new(), String::new());
            }
            form
        }
        (Some(key), None) => of_template(key).unwrap_or_default(),
        (None, None) => PlanForm::default(),
    };
    let form = filled(Form::of(&req.flash, "plan").asks::<forms::PlanWorkshop>(), &start);
    let chosen = template.unwrap_or_default();
    let templates = std::iter::once(Choice::new("", t!("plan-template-none")))
        .chain(workshop::templates().iter().map(|t| Choice::new(t.key.clone(), t.title.clone())))
        .collect();
    let picker = Form::of(&req.flash, "template").default_value("template", chosen);
    let body = view! {
        <Crumbs trail=vec![(href::TEACH.to_owned(), t!("teach-title"))]/>
        <h1>{t!("plan-title")}</h1>
        <form method="get" action=href::PLAN class="picker card">
            <Select form=picker name="template" label=t!("plan-template") hint=t!("plan-template-hint") choices=templates/>
            <Submit label=t!("plan-template-button") class="button quiet"/>
        </form>
        <form method="post" action=PlanWorkshop::url()>
            {fields(&form, &start, MEETINGS.max(u32::try_from(start.meetings.len()).unwrap_or(0)))}
            <Submit label=t!("plan-button")/>
        </form>
    };
    Ok(Page::read(t!("plan-title"), body))
}

fn of_template(key: &str) -> Option<PlanForm> {
    let template = workshop::template(key)?;
    let meetings = template.meetings.iter().map(|m| MeetingForm { agenda: m.agenda.trim().to_owned(), ..MeetingForm::default() });
    Some(PlanForm {
        title: template.title.clone(),
        description: template.description.clone(),
        languages: template.languages.join(" "),
        meetings: meetings.collect(),
        ..PlanForm::default()
    })
}

async fn change_page(req: Req, id: WorkshopId) -> Result<Page, AppError> {
    let granted = workshop::load_for::<action::ManageWorkshop>(&req.ctx, id).await?;
    let (start, view) = workshop::plan_of(&req.ctx, &granted).await?;
    let form = filled(Form::of(&req.flash, "change_plan").asks::<forms::ChangeWorkshop>(), &start);
    let count = u32::try_from(start.meetings.len()).unwrap_or(0) + 1;
    let open = view.meetings.iter().filter(|m| !m.canceled && m.window.closed_at.is_none());
    let cancels = open
        .map(|m| {
            view! {
                <form method="post" action=CancelMeeting::url() class="row">
                    <Hidden name="meeting" value=m.id.to_string()/>
                    <Hidden name="workshop" value=id.to_string()/>
                    <button type="submit" class="link">{t!("plan-cancel-meeting", n = m.position)}</button>
                </form>
            }
        })
        .collect_view();
    let copy = format!("{}?copy={id}", href::PLAN);
    let body = view! {
        {super::rooms(id, &granted.title, "plan")}
        <h1>{t!("plan-change-title")}</h1>
        <p class="muted">{t!("plan-change-text")}</p>
        <form method="post" action=ChangeWorkshop::url()>
            <Hidden name="workshop" value=id.to_string()/>
            {fields(&form, &start, count)}
            <Submit label=t!("plan-change-button")/>
        </form>
        <section class="card">
            <h2>{t!("plan-more-title")}</h2>
            <p><a href=copy>{t!("plan-copy")}</a></p>
            <p class="hint">{t!("plan-cancel-hint")}</p>
            {Form::of(&req.flash, "cancel").summary()}
            {cancels}
        </section>
    };
    Ok(Page::read(t!("plan-change-title"), body))
}

/// Fills what was not sent yet.
fn filled(form: Form, start: &PlanForm) -> Form {
    let zone = if start.time_zone.is_empty() { "Europe/Zurich" } else { &start.time_zone };
    let admission = if start.admission.is_empty() { Admission::Open.name() } else { &start.admission };
    let mut form = form
        .default_value("title", start.title.clone())
        .default_value("description", start.description.clone())
        .default_value("time_zone", zone)
        .default_value("capacity", start.capacity.clone())
        .default_value("languages", if start.languages.is_empty() { "en" } else { &start.languages })
        .default_value("admission", admission);
    for (n, m) in (1..).zip(&start.meetings) {
        let name = |field: &str| format!("meeting_{n}_{field}");
        form = form
            .default_value(&name("date"), m.date.clone())
            .default_value(&name("start"), m.start.clone())
            .default_value(&name("end"), m.end.clone())
            .default_value(&name("place"), m.place.clone())
            .default_value(&name("agenda"), m.agenda.clone());
    }
    form
}

fn fields(form: &Form, start: &PlanForm, count: u32) -> impl IntoView + use<> {
    let admissions = vec![
        Choice::new(Admission::Open.name(), t!("plan-admission-open")),
        Choice::new(Admission::Approval.name(), t!("plan-admission-approval")),
    ];
    let more = form.error("languages").is_some() || form.error("admission").is_some();
    let meetings = (1..=count)
        .map(|n| {
            let known = usize::try_from(n - 1).ok().and_then(|i| start.meetings.get(i));
            meeting_fields(form, n, known)
        })
        .collect_view();
    view! {
        {form.summary()}
        <section class="card">
            <Field form=form.clone() name="title" label=t!("plan-name")/>
            <TextArea form=form.clone() name="description" label=t!("plan-description") hint=t!("optional")/>
            <Select
                form=form.clone()
                name="time_zone"
                label=t!("plan-time-zone")
                hint=t!("plan-time-zone-hint")
                choices=zones(&form.value("time_zone"))
            />
            <Field form=form.clone() name="capacity" label=t!("plan-capacity") hint=t!("plan-capacity-hint") inputmode="numeric"/>
            <details class="more" open=more>
                <summary>{t!("plan-more-options")}</summary>
                <div class="stack">
                    <Select form=form.clone() name="admission" label=t!("plan-admission") choices=admissions/>
                    <Field form=form.clone() name="languages" label=t!("plan-languages") hint=t!("plan-languages-hint")/>
                </div>
            </details>
        </section>
        {meetings}
    }
}

fn meeting_fields(form: &Form, n: u32, known: Option<&MeetingForm>) -> impl IntoView + use<> {
    let name = |field: &str| format!("meeting_{n}_{field}");
    let old = known.map(|m| m.id.clone()).filter(|id| !id.is_empty());
    let agenda = known.map(|m| m.agenda.clone()).unwrap_or_default();
    let minutes = workshop::agenda_minutes(&agenda);
    let open = !agenda.is_empty() || form.error(&name("agenda")).is_some();
    view! {
        <fieldset class="card">
            <legend>{t!("plan-meeting", n = n)}</legend>
            {(n > 1 && old.is_none()).then(|| view! { <p class="hint">{t!("plan-meeting-optional")}</p> })}
            {old.map(|id| view! { <input type="hidden" name=name("id") value=id/> })}
            <div class="fields">
                <Field form=form.clone() name=name("date") label=t!("plan-date") kind="date"/>
                <Field form=form.clone() name=name("start") label=t!("plan-start") kind="time"/>
                <Field form=form.clone() name=name("end") label=t!("plan-end") kind="time"/>
            </div>
            <Field form=form.clone() name=name("place") label=t!("plan-place") hint=t!("plan-place-hint")/>
            <details class="more" open=open>
                <summary>{if minutes > 0 { t!("plan-agenda-minutes", n = minutes) } else { t!("plan-agenda") }}</summary>
                <TextArea form=form.clone() name=name("agenda") label=t!("plan-agenda") hint=t!("plan-agenda-hint") rows=8/>
            </details>
        </fieldset>
    }
}
