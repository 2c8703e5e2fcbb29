//! `/admin/history`: counts from before Upright, without names.

use backend::{access, training};
use domain::{policy::action, training::Measure};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    Tabs,
    server_fns::{AddHistory, WithdrawHistory},
};
use crate::{
    href,
    i18n::{measure, number, short_date, t},
    ui::{Choice, Column, Empty, Field, Form, Hidden, Page, Select, Submit, Table, Tag, page},
};

/// Historic counts.
#[component]
pub fn HistoryPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ManageHistory>(&req.ctx)?;
        let history = training::history(&req.ctx, &granted).await?;
        let form = Form::of(&req.flash, "history").asks::<forms::AddHistory>();
        let rows = history
            .iter()
            .map(|row| {
                let action = if row.count.withdrawn_at.is_some() {
                    view! { <Tag text=t!("history-withdrawn-tag")/> }.into_any()
                } else {
                    view! {
                        <form method="post" action=WithdrawHistory::url()>
                            <Hidden name="count" value=row.id.to_string()/>
                            <button type="submit" class="link">{t!("history-withdraw")}</button>
                        </form>
                    }
                    .into_any()
                };
                view! {
                    <tr>
                        <th scope="row">{measure(row.count.measure)}</th>
                        <td class="number">{number(row.count.count)}</td>
                        <td>{short_date(row.count.from)}" – "{short_date(row.count.until)}</td>
                        <td><bdi>{row.source.clone()}</bdi></td>
                        <td>{action}</td>
                    </tr>
                }
            })
            .collect_view();
        let choices = Measure::ALL.into_iter().map(|m| Choice::new(m.name(), measure(m))).collect();
        let body = view! {
            <h1>{t!("history-title")}</h1>
            <Tabs here=href::ADMIN_HISTORY/>
            <p class="lead">{t!("history-lead")}</p>
            {if history.is_empty() {
                view! { <Empty text=t!("history-none")>""</Empty> }.into_any()
            } else {
                view! {
                    <Table
                        label=t!("history-title")
                        head=vec![
                            Column::text(t!("history-measure")),
                            Column::number(t!("history-count")),
                            Column::text(t!("history-period")),
                            Column::text(t!("history-source")),
                            Column::text(t!("history-action")),
                        ]
                    >
                        {rows}
                    </Table>
                }
                .into_any()
            }}
            <section class="card">
                <h2>{t!("history-add")}</h2>
                <form method="post" action=AddHistory::url()>
                    {form.summary()}
                    <Select form=form.clone() name="measure" label=t!("history-measure") choices=choices/>
                    <Field form=form.clone() name="count" label=t!("history-count") inputmode="numeric"/>
                    <div class="fields">
                        <Field form=form.clone() name="from" label=t!("history-from") kind="date"/>
                        <Field form=form.clone() name="until" label=t!("history-until") kind="date"/>
                    </div>
                    <Field form=form name="source" label=t!("history-source") hint=t!("history-source-hint")/>
                    <Submit label=t!("history-add-button")/>
                </form>
            </section>
        };
        Ok(Page::wide(t!("history-title"), body))
    })
}
