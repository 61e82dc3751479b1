"""Minutes and agendas of Danish municipal bodies, understood as meetings, agenda items and decisions."""
