-- title: System overview
-- about: Every machine: hardware, primary address, running services, software.
-- address: node/{node_name}
-- columns: node_name, node_role, cpu_model, cpu_cores, gpu_cores, ram_gb, disk_tb, architecture, status, primary_ip, running_services, installed_software
-- answers: 004:492-513, 004:601-604
-- empty: No machine is recorded.
SELECT node_name, node_role, cpu_model, cpu_cores, gpu_cores, ram_gb, disk_tb, architecture, status,
       host(primary_ip) AS primary_ip, running_services, installed_software
  FROM v_system_overview
 ORDER BY node_name
