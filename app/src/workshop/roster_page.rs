//! `/workshops/{id}/roster`: everybody with a place; registering others.

use backend::workshop::{self, RosterRow};
use domain::{
    attendance::{reaches, share},
    policy::action,
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::RegisterPerson;
use crate::{
    href,
    i18n::{state, t},
    server::id,
    ui::{Choice, Crumbs, Empty, Form, Hidden, Page, Select, Submit, Tag, page, param},
};

/// The roster of a workshop.
#[component]
pub fn RosterPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = workshop::load_for::<action::ManageWorkshop>(&req.ctx, id(&key)?).await?;
        let rows = workshop::roster(&req.ctx, &granted).await?;
        let others = workshop::registrable(&req.ctx, &granted).await?;
        let read = workshop::load_for::<action::ReadWorkshop>(&req.ctx, granted.id).await?;
        let view = workshop::view(&req.ctx, read).await?;
        let form = Form::of(&req.flash, "register_person");
        let choices = std::iter::once(Choice::new("", t!("choose")))
            .chain(others.into_iter().map(|p| {
                let label = if p.organisations.is_empty() { p.name } else { format!("{} ({})", p.name, p.organisations.join(", ")) };
                Choice::new(p.person.to_string(), label)
            }))
            .collect();
        let meetings = view.meetings.len();
        let table = if rows.is_empty() {
            view! { <Empty text=t!("roster-none")>""</Empty> }.into_any()
        } else {
            table(&rows, meetings, view.needed_percent, view.over).into_any()
        };
        let body = view! {
            <Crumbs trail=vec![
                (href::TEACH.to_owned(), t!("teach-title")),
                (href::workshop(granted.id), granted.title.clone()),
            ]/>
            <h1>{t!("roster-title")}</h1>
            <p class="lead"><bdi>{granted.title.clone()}</bdi></p>
            {table}
            <p><a href=format!("{}.csv", href::roster(granted.id))>{t!("download-csv")}</a></p>
            {(!view.over).then(|| view! {
                <section class="card">
                    <h2>{t!("roster-register-title")}</h2>
                    <form method="post" action=RegisterPerson::url()>
                        {form.summary()}
                        <Hidden name="workshop" value=granted.id.to_string()/>
                        <Select form=form.clone() name="person" label=t!("roster-person") hint=t!("roster-person-hint") choices=choices/>
                        <Submit label=t!("roster-register-button")/>
                    </form>
                </section>
            })}
        };
        Ok(Page::wide(t!("roster-title"), body))
    })
}

fn table(rows: &[RosterRow], meetings: usize, needed: u32, over: bool) -> impl IntoView + use<> {
    let headings = (1..=meetings).map(|n| view! { <th scope="col">{t!("meeting-title", n = n)}</th> }).collect_view();
    let lines = rows
        .iter()
        .map(|row| {
            let cells = row.attendance.iter().map(|a| view! { <td>{state(a.state)}</td> }).collect_view();
            let (minutes, of) = share(&row.attendance);
            let trained = over && reaches(&row.attendance, needed);
            view! {
                <tr>
                    <th scope="row"><bdi>{row.name.clone()}</bdi></th>
                    <td><bdi>{row.organisations.join(", ")}</bdi></td>
                    {cells}
                    <td>{t!("roster-minutes", minutes = minutes, of = of)}</td>
                    <td>{trained.then(|| view! { <Tag text=t!("trained-tag") kind="good"/> })}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t!("roster-title")>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t!("name")}</th>
                        <th scope="col">{t!("organisation")}</th>
                        {headings}
                        <th scope="col">{t!("roster-so-far")}</th>
                        <th scope="col">{t!("roster-outcome")}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}
