//! `/workshops/{id}/roster`: everybody with a place, who waits, registering others.

use backend::{
    Context,
    workshop::{self, Desk, MeetingView, Registrable, RosterRow, Waits, WorkshopView},
};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::{ApprovePerson, DeclinePerson, RegisterPerson};
use crate::{
    attendance::MergeWalkIn,
    href,
    i18n::{state, t, why},
    server::{self, id},
    ui::{Choice, Column, Empty, Form, Hidden, Page, Select, Submit, Table, Tag, page, param},
};

/// The roster of a workshop.
#[component]
pub fn RosterPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = workshop::load_for::<action::ManageWorkshop>(&req.ctx, id(&key)?).await?;
        let Desk { rows, waiting, registrable, view } = workshop::desk(&req.ctx, &granted).await?;
        let table = if rows.is_empty() {
            view! { <Empty text=t!("roster-none")>""</Empty> }.into_any()
        } else {
            table(&req.ctx, &rows, &view).into_any()
        };
        let register = (!view.over).then(|| register_form(registrable, &granted.id.to_string(), &Form::of(&req.flash, "register_person")));
        let merge = walk_ins(&rows, &view, &Form::of(&req.flash, "merge"));
        let body = view! {
            {super::rooms(granted.id, &granted.title, "roster")}
            <h1>{t!("roster-title")}</h1>
            {table}
            <p><a href=format!("{}.csv", href::roster(granted.id))>{t!("download-csv")}</a></p>
            {(!waiting.is_empty()).then(|| waiting_list(&waiting, &granted.id.to_string(), &Form::of(&req.flash, "waiting")))}
            {merge}
            {register}
        };
        Ok(Page::wide(t!("roster-title"), body))
    })
}

fn register_form(others: Vec<Registrable>, workshop: &str, form: &Form) -> impl IntoView + use<> {
    let choices = std::iter::once(Choice::new("", t!("choose")))
        .chain(others.into_iter().map(|p| {
            let label = if p.organisations.is_empty() { p.name } else { format!("{} ({})", p.name, p.organisations.join(", ")) };
            Choice::new(p.person.to_string(), label)
        }))
        .collect();
    view! {
        <section class="card">
            <h2>{t!("roster-register-title")}</h2>
            <form method="post" action=RegisterPerson::url()>
                {form.summary()}
                <Hidden name="workshop" value=workshop/>
                <Select form=form.clone() name="person" label=t!("roster-person") hint=t!("roster-person-hint") choices=choices/>
                <Submit label=t!("roster-register-button")/>
            </form>
        </section>
    }
}

fn waiting_list(waiting: &[Waits], workshop: &str, form: &Form) -> impl IntoView + use<> {
    let rows = waiting
        .iter()
        .map(|w| {
            let button = |label: String, class: &'static str| view! { <button type="submit" class=class>{label}</button> };
            view! {
                <tr>
                    <th scope="row"><bdi>{w.name.clone()}</bdi></th>
                    <td><bdi>{w.organisations.join(", ")}</bdi></td>
                    <td>{if w.approved { t!("waiting-for-place") } else { t!("waiting-for-approval") }}</td>
                    <td>
                        <div class="row">
                            {(!w.approved).then(|| view! {
                                <form method="post" action=ApprovePerson::url()>
                                    <Hidden name="workshop" value=workshop/>
                                    <Hidden name="person" value=w.person.to_string()/>
                                    {button(t!("waiting-approve"), "button quiet")}
                                </form>
                            })}
                            <form method="post" action=DeclinePerson::url()>
                                <Hidden name="workshop" value=workshop/>
                                <Hidden name="person" value=w.person.to_string()/>
                                {button(t!("waiting-decline"), "link")}
                            </form>
                        </div>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{t!("waiting-title")}</h2>
            {form.summary()}
            <Table
                label=t!("waiting-title")
                head=vec![
                    Column::text(t!("name")),
                    Column::text(t!("organisation")),
                    Column::text(t!("waiting-what")),
                    Column::text(t!("waiting-decide")),
                ]
            >
                {rows}
            </Table>
        </section>
    }
}

/// Walk-ins without an account: who are they? Shown as long as there are any.
fn walk_ins(rows: &[RosterRow], view: &WorkshopView, form: &Form) -> Option<AnyView> {
    let guests: Vec<Choice> =
        rows.iter().filter(|r| r.walk_in && !r.has_account).map(|r| Choice::new(r.person.to_string(), r.name.clone())).collect();
    let meeting = view.meetings.first()?.id;
    if guests.is_empty() {
        return None;
    }
    let into = rows.iter().filter(|r| r.has_account).map(|r| Choice::new(r.person.to_string(), r.name.clone())).collect();
    Some(
        view! {
            <section class="card">
                <h2>{t!("merge-title")}</h2>
                <p>{t!("merge-text")}</p>
                <form method="post" action=MergeWalkIn::url()>
                    {form.summary()}
                    <Hidden name="meeting" value=meeting.to_string()/>
                    <Hidden name="workshop" value=view.workshop.id.to_string()/>
                    <Select form=form.clone() name="walk_in" label=t!("merge-walk-in") choices=guests/>
                    <Select form=form.clone() name="into" label=t!("merge-into") choices=into/>
                    <Submit label=t!("merge-button") class="button quiet"/>
                </form>
            </section>
        }
        .into_any(),
    )
}

fn table(ctx: &Context, rows: &[RosterRow], view: &WorkshopView) -> impl IntoView + use<> {
    let zone = server::reader_zone(ctx, &view.workshop.time_zone);
    let meetings: Vec<&MeetingView> = view.meetings.iter().filter(|m| !m.canceled).collect();
    let mut head = vec![Column::text(t!("name")), Column::text(t!("organisation"))];
    head.extend(meetings.iter().map(|m| Column::text(t!("meeting-title", n = m.position))));
    head.extend([t!("roster-so-far"), t!("roster-whole"), t!("roster-outcome")].map(Column::text));
    let limit = view.late_limit_minutes;
    let lines = rows
        .iter()
        .map(|row| {
            let cells = row
                .attendance
                .iter()
                .zip(&meetings)
                .map(|(a, m)| {
                    let reason = why(a, m.starts_at, m.ends_at, limit, &zone);
                    view! { <td>{state(a.state)}{(!reason.is_empty()).then(|| view! { <br/><span class="muted">{reason}</span> })}</td> }
                })
                .collect_view();
            let o = row.outlook;
            let trained = view.over && o.reached;
            let outcome = if trained {
                view! { <Tag text=t!("trained-tag") kind="good"/> }.into_any()
            } else if view.over {
                view! { {t!("outcome-not-enough", percent = view.needed_percent)} }.into_any()
            } else if o.can_reach {
                view! { {t!("outlook-can-reach", percent = view.needed_percent)} }.into_any()
            } else {
                view! { <Tag text=t!("outlook-cannot-reach", percent = view.needed_percent) kind="warn"/> }.into_any()
            };
            view! {
                <tr>
                    <th scope="row">
                        <bdi>{row.name.clone()}</bdi>
                        {row.walk_in.then(|| view! { " "<Tag text=t!("walk-in-tag")/> })}
                    </th>
                    <td><bdi>{row.organisations.join(", ")}</bdi></td>
                    {cells}
                    <td>{t!("roster-minutes", minutes = o.so_far.0, of = o.so_far.1)}</td>
                    <td>{t!("roster-minutes", minutes = o.whole.0, of = o.whole.1)}</td>
                    <td>{outcome}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table label=t!("roster-title") head=head>{lines}</Table>
    }
}
